// Sorting and filtering of the table of latest judgements, which is whole without this.
"use strict";
document.addEventListener("DOMContentLoaded", function () {
  const table = document.querySelector("table.sortable");
  const form = document.querySelector("form[data-filters]");
  const count = document.querySelector("[data-count]");
  if (!table || !form) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const compare = new Intl.Collator("en-GB", { numeric: true }).compare;

  function key(row, column) {
    const cell = row.cells[column];
    return cell.dataset.key !== undefined ? cell.dataset.key : cell.textContent.trim();
  }

  function sort(heading, column) {
    const descending = heading.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th[aria-sort]").forEach(function (other) {
      other.removeAttribute("aria-sort");
    });
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    rows.sort(function (one, other) {
      const first = key(one, column);
      const second = key(other, column);
      // What has nothing to sort by comes last either way.
      if (!first || !second) return first ? -1 : second ? 1 : 0;
      return descending ? compare(second, first) : compare(first, second);
    });
    rows.forEach(function (row) {
      body.appendChild(row);
    });
  }

  Array.from(table.tHead.rows[0].cells).forEach(function (heading, column) {
    if (!heading.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", function () {
      sort(heading, column);
    });
  });

  const name = form.querySelector("[data-filter=authority]");
  const region = form.querySelector("[data-filter=region]");
  const area = form.querySelector("[data-area]");
  const grade = form.querySelector("[data-grade]");

  function fits(row) {
    const called = row.querySelector("[data-field=authority]").textContent.toLowerCase();
    const lies = row.querySelector("[data-field=region]").textContent;
    const judged = row.querySelector("[data-area='" + area.value + "']").dataset.grade;
    return (
      called.includes(name.value.trim().toLowerCase()) &&
      (!region.value || lies === region.value) &&
      (!grade.value || judged === grade.value)
    );
  }

  function filter() {
    let shown = 0;
    rows.forEach(function (row) {
      row.hidden = !fits(row);
      if (!row.hidden) shown += 1;
    });
    count.textContent = shown === rows.length ? shown + " authorities" : shown + " of " + rows.length + " authorities";
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  form.addEventListener("reset", function () {
    setTimeout(filter);
  });
  form.hidden = false;
  // A browser can bring back what was chosen before.
  filter();
});
