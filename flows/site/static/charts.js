// Draws the charts again with Vega, so that each bar says what it is. The drawing in the page stays where this fails.
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  if (!window.vegaEmbed) return;

  function draw(figure) {
    const spec = figure.querySelector("script.spec");
    const drawn = figure.querySelector(".drawn");
    // What is hidden has no size to draw in: it is drawn when it is first shown.
    if (!spec || figure.dataset.drawn || !figure.offsetParent) return;
    figure.dataset.drawn = "yes";
    const live = document.createElement("div");
    live.className = "live";
    window
      .vegaEmbed(live, JSON.parse(spec.textContent), {
        actions: false,
        // The page's policy forbids to make code from text, and style sheets from anywhere but the site's own.
        ast: true,
        defaultStyle: false,
        renderer: "svg",
        tooltip: { theme: "own", disableDefaultStyle: true },
      })
      .then(function () {
        const picture = live.querySelector("svg");
        picture.removeAttribute("width");
        picture.removeAttribute("height");
        picture.setAttribute("aria-hidden", "true");
        drawn.replaceChildren(live);
      })
      .catch(function () {
        delete figure.dataset.drawn;
      });
  }

  function drawAll() {
    document.querySelectorAll("figure.chart").forEach(draw);
  }

  document.querySelectorAll("input.choice").forEach(function (choice) {
    choice.addEventListener("change", drawAll);
  });
  drawAll();
});
