/* Lays a search by city or country over the list of time zones. */
(() => {
  const searchable = (place) => {
    const words = place.dataset;
    const names = () => JSON.parse(words.names);
    const field = (name) => place.closest("form").elements.namedItem(name);
    const select = names().timezone && field(names().timezone);
    if (!select?.options) return;

    const changed = () => select.dispatchEvent(new Event("change", { bubbles: true }));
    const restore = (input) => {
      const chosen = select.selectedOptions[0];
      input.value = chosen?.value ? chosen.text : "";
    };
    const { input } = window.eventSearchList({
      select,
      hint: words.zoneHint,
      none: words.zoneNone,
      choices: "[data-zone]",
      address: (text) => {
        const date = field(`${names().starts_at}_date`)?.value ?? "";
        return `${words.zonesUrl}?${new URLSearchParams({ q: text, date })}`;
      },
      take: (option) => {
        select.value = option.dataset.zone;
        const found = [...select.options].find((each) => each.value === option.dataset.zone);
        if (found) found.text = option.textContent;
        changed();
      },
      restore,
      emptied: () => {
        if (!select.value) return;
        select.value = "";
        changed();
      },
    });
    select.addEventListener("change", () => restore(input));
  };

  const begin = () => document.querySelectorAll("[data-event-when]").forEach(searchable);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
