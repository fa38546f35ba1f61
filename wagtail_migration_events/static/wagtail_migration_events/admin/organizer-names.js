/* Says while the name of an organizer is typed which others it resembles, also in a window. */
(() => {
  const PAUSE = 500;
  let timer;
  let latest = 0;

  const ask = (place, form) => {
    const value = (name) => form.elements.namedItem(name)?.value ?? "";
    const { organizerNames: url, title, acronym, key } = place.dataset;
    const query = new URLSearchParams({ title: value(title), acronym: value(acronym), key });
    const turn = (latest += 1);
    fetch(`${url}?${query}`, { credentials: "same-origin" })
      .then((response) => (response.ok ? response.text() : Promise.reject(response)))
      .then((html) => {
        if (turn !== latest) return;
        const region = place.querySelector("[data-resembling]");
        const answer = new DOMParser().parseFromString(html, "text/html").body;
        if (answer.textContent.trim() !== region.textContent.trim()) {
          region.replaceChildren(...answer.childNodes);
        }
      })
      .catch(() => {});
  };

  document.addEventListener("input", ({ target }) => {
    const place = target.form?.querySelector("[data-organizer-names]");
    if (!place || ![place.dataset.title, place.dataset.acronym].includes(target.name)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => ask(place, target.form), PAUSE);
  });
})();
