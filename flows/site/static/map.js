// The map by keyboard: one square is in the tab order, and the arrow keys go to the nearest one on that side.
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  const tiles = Array.from(document.querySelectorAll("svg.tiles a.tile")).map(function (link) {
    return { link: link, column: Number(link.dataset.column), row: Number(link.dataset.line) };
  });
  if (!tiles.length) return;

  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function enter(tile) {
    tiles.forEach(function (other) {
      other.link.setAttribute("tabindex", other === tile ? "0" : "-1");
    });
  }

  // What lies straight ahead comes first; what lies aside counts as further away.
  function nearest(from, step) {
    let best = null;
    let least = Infinity;
    tiles.forEach(function (tile) {
      const across = tile.column - from.column;
      const down = tile.row - from.row;
      const ahead = across * step[0] + down * step[1];
      const aside = Math.abs(across * step[1]) + Math.abs(down * step[0]);
      if (ahead > 0 && ahead + 2.5 * aside < least) {
        least = ahead + 2.5 * aside;
        best = tile;
      }
    });
    return best;
  }

  tiles.forEach(function (tile) {
    tile.link.addEventListener("keydown", function (event) {
      const step = steps[event.key];
      let to = step ? nearest(tile, step) : null;
      if (event.key === "Home") to = tiles[0];
      if (event.key === "End") to = tiles[tiles.length - 1];
      if (step || to) event.preventDefault();
      if (to) {
        enter(to);
        to.link.focus();
      }
    });
    tile.link.addEventListener("focus", function () {
      enter(tile);
    });
  });
  enter(tiles[0]);
});
