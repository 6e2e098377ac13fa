(function () {
  const form = document.querySelector("form.filter");
  const rows = [...document.querySelectorAll("main article")];
  const fold = (words) => words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const texts = rows.map((row) => fold(row.textContent));
  const show = () => {
    const kinds = new Set([...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value));
    const speaker = form.elements.speaker ? form.elements.speaker.value : "";
    const matter = fold(form.elements.matter.value.trim());
    let shown = 0;
    rows.forEach((row, place) => {
      const spoken = (row.dataset.speakers || "").split("|");
      const wanted = kinds.has(row.dataset.kind) && (!speaker || spoken.includes(speaker)) &&
        texts[place].includes(matter);
      row.hidden = !wanted;
      shown += wanted;
    });
    form.querySelector("output").textContent = shown + " of " + rows.length + " rows";
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
