/* A button pressed while an automatic save is pending waits for its answer, or takes its place.
   Wagtail sends both, side by side, and an event that is new is made twice.
   https://github.com/wagtail/wagtail/issues/13863 collects what autosave still lacks. */
(() => {
  const LONGEST_WAIT = 10000;
  // A timer may be this early or late.
  const SLACK = 20;

  const begin = (form) => {
    const interval = Number(form.dataset.wAutosaveIntervalValue);
    let pending = null;
    let since = 0;
    let leaving = false;
    let press = null;

    const send = () => {
      const { name, value } = press;
      press = null;
      // Wagtail disables the button that was pressed, or has put others in its place by now.
      const pressed = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form.append(pressed);
      leaving = true;
      form.requestSubmit();
      pressed.remove();
    };

    form.addEventListener("w-autosave:save", (event) => {
      if (leaving) {
        event.preventDefault();
        return;
      }
      pending = event;
      since = performance.now();
    });
    for (const answer of ["success", "error"]) {
      form.addEventListener(`w-autosave:${answer}`, () => {
        pending = null;
        if (press) send();
      });
    }
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || leaving) return;
      if (press) {
        event.preventDefault();
      } else if (pending && performance.now() - since > interval - SLACK) {
        event.preventDefault();
        press = { name: event.submitter?.name ?? "", value: event.submitter?.value ?? "" };
        setTimeout(() => press && send(), LONGEST_WAIT);
      } else {
        // Wagtail looks only when the interval is over whether it shall save.
        pending?.preventDefault();
        leaving = true;
      }
    });
    // The browser's way back may show the same form again.
    window.addEventListener("pageshow", () => {
      leaving = false;
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-edit-form]");
    if (form?.dataset.wAutosaveIntervalValue) begin(form);
  });
})();
