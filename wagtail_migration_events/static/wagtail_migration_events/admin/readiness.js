/* What to look at before publishing, asked anew when Wagtail has saved by itself. */
(() => {
  const begin = () => {
    const list = document.querySelector("[data-event-readiness]");
    if (!list) return;
    const section = list.closest("section");
    let newest = 0;
    let shown = null;
    document.addEventListener("w-autosave:success", async ({ detail }) => {
      const asked = ++newest;
      const query = new URLSearchParams({ page: detail.response.pk });
      const answer = await fetch(`${list.dataset.eventReadiness}?${query}`).catch(() => null);
      const found = answer?.ok ? (await answer.text()).trim() : null;
      // Only a change is read out.
      if (found === null || asked !== newest || found === shown) return;
      shown = found;
      // What somebody is writing below stays where it is.
      const place = () => document.activeElement.getBoundingClientRect().top;
      const before = place();
      list.innerHTML = found;
      section.hidden = !found;
      list.closest("main").scrollBy({ top: place() - before, behavior: "instant" });
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
