/* A form with more fields than the server takes is not sent: all that was typed would be lost. */
(() => {
  const begin = (place) => {
    const form = place.closest("form");
    const { mostFields, tooManyFields: text } = place.dataset;
    let told = false;

    const isTooLong = () => {
      const withButton = [...new FormData(form).keys()].length + 1;
      return withButton > Number(mostFields);
    };
    const tell = () => {
      const detail = { clear: true, text, type: "error" };
      document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
      told = true;
    };

    form.addEventListener("change", () => {
      if (!isTooLong()) told = false;
      else if (!told) tell();
    });
    // Before Wagtail shows on the button that it is at work.
    document.addEventListener(
      "click",
      (event) => {
        if (event.target.closest?.("[type=submit]")?.form !== form || !isTooLong()) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        tell();
      },
      true,
    );
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const place of document.querySelectorAll("[data-most-fields]")) begin(place);
  });
})();
