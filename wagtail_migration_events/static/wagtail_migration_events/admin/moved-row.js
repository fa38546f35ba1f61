/* Who moves a row of a list by keyboard moves it on: Wagtail loses the focus with the row. */
(() => {
  const MOVES = ["[data-inline-panel-child-move-up]", "[data-inline-panel-child-move-down]"];

  document.addEventListener("click", ({ target }) => {
    const pressed = target.closest?.(MOVES.join());
    const row = pressed?.closest("[data-inline-panel-child]");
    if (!row) return;
    const others = MOVES.map((each) => row.querySelector(each));
    [pressed, ...others].find((each) => each && !each.disabled)?.focus();
  });
})();
