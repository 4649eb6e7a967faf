"""The words that may stand in a sentence that gives a grade: before it, around its subject, and after it."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of judging: verbs, and the nouns that a grade is called by.
JUDGED = _words(
    "achieve achieved achieves achieving assess assessed assesses award awarded awarding awards branded "
    "celebrates celebrating classed classified concluded confirmed confirms considered declared deemed described "
    "determined earned earns find finds found gained gave gets given gives giving got grade graded grades grading "
    "hailed handed held holds identified judge judged judgement judgements judges judging judgment keep keeps "
    "kept maintain maintained maintaining maintains marked merited named obtained outcome ranked ranks rate rated "
    "rates rating ratings re-graded receive received receives receiving recognised regraded remain remained "
    "remains retain retained retaining retains ruled scoop scooped scoops score scored secured secures status "
    "told upgraded verdict wins won"
)

# What may stand between a subject and its grade beside a word of judging ("A has been rated by Ofsted as G").
BETWEEN = _words(
    "a across after again all also an and another are area as at be been being best borough borough's both by "
    "children's city city's climbed consecutive council council's county county's currently department district "
    "each education ended finding following for full gone government government's has have having highest hmi "
    "improved in individually inspected inspection inspector inspectorate inspectors is it its jointly jumped "
    "latest led lowest more moved moving national new next not-yet now of official officially ofsted ofsted's on "
    "once our overall possible progressed recent recently region regulator report respectively result resulted "
    "risen rose said says score second second-highest seen sees service services similarly so standards still "
    "team that the their therefore these they this those to today top town up was watchdog went were where which "
    "who with work"
)

# The same, where the subject is an area: these words would begin something else.
BETWEEN_AREA = BETWEEN - _words("and after following for of where who so on")

# What may stand between a grade and the area that it is given to ("G was awarded for A").
GIVING = _words(
    "a achieved across again against all also an area areas awarded been borough's both by categories category "
    "city's comes council council's county's earned experiences five for four from given go grade grades grading "
    "has have his in inspectors is it its judgement judgements judgment mark marks of ofsted ofsted's on one our "
    "overall praise rating ratings received regard relation respect result score scores secured service services "
    "status terms the their three to top two under verdict was went were when work"
)

TOWARDS = _words("for in across to")
COPULA = _words("is are was were be remains remain being")

# What may stand before a subject that starts its clause.
BEFORE_SUBJECT = _words(
    "additionally also although and areas as because both but categories finally furthermore hence how however "
    "including inspector inspectors judgements like meanwhile namely ofsted plus said say says so that then "
    "therefore though thus what where whereas while whilst with"
)

# What may follow a grade; any other word makes it an adjective ("good progress").
AFTER_GRADE = _words(
    "one two three four five six seven eight nine ten just only "
    "across after again against also although and are as at because both but by category children's "
    "classification compared despite due during following for from grade grades grading has have having in "
    "inspection is judgement judgements judgment level making marks meaning now ofsted on outcome overall placing "
    "putting rating ratings report result score services since so standard standards status than thanks that this "
    "though throughout to today under up verdict was were when where whereas which while whilst who with"
)
