"use strict";
/* Hides the rows of a synopsis that a reader does not ask for; without it all of them stand. */
document.addEventListener("DOMContentLoaded", function () {
  const form = document.querySelector("form.filter");
  const rows = [...document.querySelectorAll("table.synopsis tbody tr")];
  if (!form || rows.length < 2) return;
  const fold = function (words) { return words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
  const texts = rows.map(function (row) { return fold(row.textContent); });

  function show() {
    const kinds = [...form.querySelectorAll("[name=kind]:checked")].map(function (box) { return box.value; });
    const speaker = form.elements.speaker ? form.elements.speaker.value : "";
    const words = fold(form.elements.words.value.trim());
    let shown = 0;
    rows.forEach(function (row, place) {
      const spoken = (row.dataset.speakers || "").split("|");
      row.hidden = !(kinds.includes(row.dataset.kind) && (!speaker || spoken.includes(speaker)) && texts[place].includes(words));
      shown += row.hidden ? 0 : 1;
    });
    form.querySelector("output").textContent = shown + " of " + rows.length + " rows";
  }

  /* A row that a link asks for is shown, whatever is filtered. */
  function asked() {
    const row = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.hidden) row.hidden = false;
  }

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  addEventListener("hashchange", asked);
  show();
  asked();
});
