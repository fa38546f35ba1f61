/* Lays a search over a long list of terms; several are taken at once. */
(() => {
  const make = (name, className) => {
    const element = document.createElement(name);
    element.className = className;
    return element;
  };

  const searchable = (select) => {
    const words = select.dataset;
    const picker = make("div", "event-picker");
    const chosen = make("ul", "event-picker__chosen");
    const clear = make("button", "button button-small button-secondary event-picker__clear");
    const said = make("p", "event-picker__said");
    said.setAttribute("role", "status");
    clear.type = "button";
    clear.textContent = words.clear;

    const changed = () => {
      select.dispatchEvent(new Event("change", { bubbles: true }));
      said.textContent = words.said.replace("%(number)s", select.selectedOptions.length);
    };
    const { box, input, label } = window.eventSearchList({
      select,
      hint: words.hint,
      none: words.none,
      choices: "[data-codes]",
      address: (text) => `${words.termSearch}?${new URLSearchParams({ q: text })}`,
      take: (option) => {
        const codes = new Set(JSON.parse(option.dataset.codes));
        for (const each of select.options) if (codes.has(each.value)) each.selected = true;
        changed();
      },
      restore: (field) => {
        field.value = "";
      },
    });
    if (label) chosen.setAttribute("aria-labelledby", label.id);
    // The help is about the list below, which is not seen any more.
    for (const id of (select.getAttribute("aria-describedby") ?? "").split(" ")) {
      const help = id.endsWith("helptext") && document.getElementById(id)?.querySelector(".help");
      if (help) help.textContent = words.help;
    }

    const remove = (option, number) => {
      option.selected = false;
      changed();
      const buttons = chosen.querySelectorAll("button");
      (buttons[Math.min(number, buttons.length - 1)] ?? input).focus();
    };
    const show = () => {
      const items = [...select.selectedOptions].map((option, number) => {
        const item = make("li", "event-picker__item");
        const name = make("span", "");
        const button = make("button", "event-picker__remove");
        name.textContent = option.text;
        if (option.lang) [name.lang, name.dir] = [option.lang, option.dir];
        button.type = "button";
        button.textContent = "×";
        button.setAttribute("aria-label", words.remove.replace("%(name)s", option.text));
        button.addEventListener("click", () => remove(option, number));
        item.append(name, button);
        return item;
      });
      chosen.replaceChildren(...items);
      chosen.hidden = !items.length;
      clear.hidden = items.length < 2;
    };
    clear.addEventListener("click", () => {
      for (const option of select.options) option.selected = false;
      changed();
      input.focus();
    });
    select.addEventListener("change", show);

    box.before(picker);
    picker.append(chosen, clear, box, said);
    show();
  };

  const begin = () => document.querySelectorAll("select[data-term-search]").forEach(searchable);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
