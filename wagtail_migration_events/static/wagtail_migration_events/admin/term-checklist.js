/* Lays a filter over a list of checkboxes. What is typed there is no part of the form. */
(() => {
  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();

  const filterable = (list) => {
    const terms = [...list.querySelectorAll(".event-terms__term")].map((element) => ({
      element,
      box: element.querySelector("input"),
      text: ` ${folded(element.textContent)}`,
    }));
    const words = list.dataset.termChecklist;
    const label = document.createElement("label");
    const input = document.createElement("input");
    const said = document.createElement("p");
    input.id = `${list.id}-filter`;
    input.type = "search";
    input.autocomplete = "off";
    input.setAttribute("aria-controls", list.id);
    label.htmlFor = input.id;
    label.textContent = words;
    label.className = "event-terms__filter-label";
    label.id = `${input.id}-label`;
    // There are several filters in a form: each is named together with what it filters.
    const names = [label.id, `${list.id}-label`].filter((id) => id === label.id || document.getElementById(id));
    input.setAttribute("aria-labelledby", names.join(" "));
    said.setAttribute("role", "status");
    said.className = "event-terms__said";

    const say = () => {
      const shown = terms.filter(({ element }) => !element.hidden).length;
      const chosen = terms.filter(({ box }) => box.checked).length;
      said.textContent = list.dataset.said
        .replace("%(shown)s", shown)
        .replace("%(chosen)s", chosen);
    };
    const filter = () => {
      const typed = folded(input.value);
      const number = /^\d+$/.test(typed);
      for (const { element, box, text } of terms) {
        element.hidden = !(
          number
            ? box.value === typed || text.startsWith(` ${typed}`)
            : typed.split(" ").every((word) => text.includes(word))
        );
      }
      say();
    };

    input.addEventListener("input", (event) => {
      event.stopPropagation(); // the form has not changed
      filter();
    });
    input.addEventListener("change", (event) => event.stopPropagation());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key === "Escape" && input.value) {
        event.preventDefault();
        input.value = "";
        filter();
      }
    });
    list.addEventListener("change", say);

    const box = document.createElement("div");
    box.className = "event-terms__filter";
    box.append(label, input, said);
    list.before(box);
    say();
  };

  const begin = () => document.querySelectorAll("[data-term-checklist]").forEach(filterable);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
