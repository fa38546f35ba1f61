/* Shows how far a run is until it is finished, without loading the whole page anew. */
(() => {
  const PAUSE = 3000;
  const PARTS = ["run-progress", "listing-results"];

  const look = async () => {
    const response = await fetch(window.location.href, { credentials: "same-origin" });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const id of PARTS) {
      const found = page.getElementById(id);
      if (found) document.getElementById(id)?.replaceWith(document.adoptNode(found));
    }
  };

  const wait = () => {
    const progress = document.getElementById("run-progress");
    if (!progress || !("goingOn" in progress.dataset)) return;
    window.setTimeout(() => look().catch(() => {}).finally(wait), PAUSE);
  };

  wait();
})();
