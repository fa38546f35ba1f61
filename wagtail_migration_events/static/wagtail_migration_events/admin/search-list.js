/* A search laid over a list of choices, which keeps the choice: the combobox with a list of the ARIA
   Authoring Practices. `choices` selects what may be taken of the list items that `address` answers
   with, `take` takes one, `restore` writes into the field what stands there while nobody types,
   `emptied` hears of a field that is left empty. */
window.eventSearchList = ({ select, hint, none, choices, address, take, restore, emptied }) => {
  const PAUSE = 200;
  const box = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const label = document.querySelector(`label[for="${select.id}"]`);
  box.className = "event-search";
  input.id = `${select.id}-search`;
  input.type = "text";
  input.autocomplete = "off";
  input.placeholder = hint;
  list.id = `${select.id}-found`;
  list.className = "event-search__list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  const attributes = {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  };
  for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, value);
  for (const key of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(key)) input.setAttribute(key, select.getAttribute(key));
  }
  if (label) {
    label.htmlFor = input.id;
    list.setAttribute("aria-labelledby", label.id);
  }

  const options = () => [...list.querySelectorAll(choices)];
  const active = () => options().find((each) => each.getAttribute("aria-selected") === "true");
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const activate = (option) => {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    if (!option) return;
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const choose = (option) => {
    close();
    take(option);
    restore(input);
  };
  const offer = (items) => {
    list.replaceChildren(...items);
    if (!items.length) {
      const nothing = document.createElement("li");
      nothing.textContent = none;
      nothing.setAttribute("role", "option");
      nothing.setAttribute("aria-disabled", "true");
      list.append(nothing);
    }
    options().forEach((each, number) => {
      each.id = `${list.id}-${number}`;
    });
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(options()[0]);
  };

  let timer;
  let latest = 0;
  const look = () => {
    const turn = (latest += 1);
    fetch(address(input.value), { credentials: "same-origin" })
      .then((response) => (response.ok ? response.text() : Promise.reject(response)))
      .then((html) => {
        if (turn !== latest || document.activeElement !== input) return;
        offer([...new DOMParser().parseFromString(html, "text/html").querySelectorAll("li")]);
      })
      .catch(() => {});
  };
  const forget = () => {
    window.clearTimeout(timer);
    latest += 1;
  };

  input.addEventListener("focus", () => input.select());
  input.addEventListener("input", (event) => {
    event.stopPropagation(); // the form has not changed before something is taken
    forget();
    if (input.value.trim()) timer = window.setTimeout(look, PAUSE);
    else close();
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("blur", () => {
    forget();
    if (!input.value.trim()) emptied?.();
    close();
    restore(input);
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) {
      forget();
      close();
      restore(input);
    } else if (event.key === "Enter") {
      if (active()) choose(active());
    } else if (step && list.hidden && input.value.trim()) {
      look();
    } else if (step && all.length) {
      activate(all[(all.indexOf(active()) + step + all.length) % all.length]);
    } else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the input keeps the focus
    const option = event.target.closest(choices);
    if (option) choose(option);
  });

  select.before(box);
  box.append(input, list);
  select.classList.add("w-sr-only");
  select.tabIndex = -1;
  select.setAttribute("aria-hidden", "true");
  restore(input);
  return { box, input, label };
};
