"use strict";
/* Looks every second whether the edition was built anew. A page that is only being read is loaded
   again at its place; where something is typed, selected or open, a button offers it. */
(function () {
  let known = null, told = false;

  function busy() {
    const at = document.activeElement;
    const typing = at && at.matches("input:not([type=checkbox]), textarea, select") && at.value;
    return typing || !getSelection().isCollapsed || document.getElementById("panel");
  }

  function offer() {
    if (told) return;
    told = true;
    const bar = document.createElement("aside"), button = document.createElement("button");
    bar.className = "built-anew";
    bar.setAttribute("role", "status");
    bar.append("The edition was built anew. ");
    button.type = "button";
    button.textContent = "Show it";
    button.addEventListener("click", function () { location.reload(); });
    bar.append(button);
    document.body.append(bar);
  }

  async function look() {
    if (!document.hidden) {
      try {
        const answer = await fetch("/__state", { cache: "no-store" });
        const now = answer.ok ? await answer.text() : "";
        if (now && known === null) known = now;
        else if (now && now !== known) { if (busy()) offer(); else { known = now; location.reload(); } }
      } catch (e) { /* the server has ended: the page stays as it is */ }
    }
    setTimeout(look, 1000);
  }

  look();
})();
