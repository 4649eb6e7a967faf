import csv
import hashlib
from pathlib import Path

from tests.bench.multiply import multiply_corpus
from transform.document import check_is_pdf

SAMPLE = Path(__file__).parents[2] / "flows" / "sample" / "edition" / "files" / "990000001.pdf"
HEAD = "file_id,urn,authority,label,published,bytes,sha256,source\n"


def test_each_publication_is_there_so_often_under_other_ids_and_with_other_bytes(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "files").mkdir(parents=True)
    (source / "files" / "1.pdf").write_bytes(SAMPLE.read_bytes())
    (source / "files" / "2.pdf").write_bytes(b"<html>Report not found</html>")
    rows = "1,80490,Bromley,Inspection,2020-01-09,0,x,a\n2,80491,Bury,Inspection,2020-01-10,0,x,b\n"
    (source / "publications.csv").write_text(HEAD + rows)
    multiply_corpus(source, tmp_path / "made", 3)
    with (tmp_path / "made" / "publications.csv").open() as file:
        made = list(csv.DictReader(file))
    assert [row["file_id"] for row in made] == ["1", "2", "100001", "100002", "200001", "200002"]
    bodies = {row["file_id"]: (tmp_path / "made" / "files" / f"{row['file_id']}.pdf").read_bytes() for row in made}
    assert len(set(bodies.values())) == 6
    assert bodies["1"] == SAMPLE.read_bytes()
    for row in made[2:]:
        assert row["sha256"] == hashlib.sha256(bodies[row["file_id"]]).hexdigest()
        assert row["bytes"] == str(len(bodies[row["file_id"]]))
    for file_id in ("100001", "100002"):
        check_is_pdf(bodies[file_id])
