/* The translator's view works without this. With it, rich text is edited as rich text, what is
   typed is saved by itself, and "Next to do" goes on from where one is. */
(() => {
  const form = document.querySelector("form.translator-desk");
  if (!form) return;
  const fields = form.querySelector("fieldset");
  const told = form.querySelector("[data-desk-status]");
  const interval = Number(form.dataset.autosave);

  // --- Rich text ---

  function linkSource() {
    const { React, DraftJS } = window;
    // Ties the selected words to the next link of the source that is not in the text yet.
    return class extends React.Component {
      componentDidMount() {
        const { editorState, entityType, onComplete, onClose } = this.props;
        const content = editorState.getCurrentContent();
        const used = new Set();
        content.getBlocksAsArray().forEach((block) =>
          block.findEntityRanges((character) => {
            const key = character.getEntity();
            if (key) used.add(content.getEntity(key).getData().id);
            return false;
          }, () => {}),
        );
        const link = entityType.links.find((each) => !used.has(each)) || entityType.links[0];
        if (editorState.getSelection().isCollapsed()) {
          onClose();
          return;
        }
        const made = content.createEntity("SOURCE_LINK", "MUTABLE", { id: link });
        const state = DraftJS.EditorState.set(editorState, { currentContent: made });
        const selection = editorState.getSelection();
        onComplete(DraftJS.RichUtils.toggleLink(state, selection, made.getLastCreatedEntityKey()));
      }

      render() {
        return null;
      }
    };
  }

  function linkInText(props) {
    return window.React.createElement("span", { className: "translator-desk__link" }, props.children);
  }

  function enrich(area) {
    const made = document.createElement("input");
    const pk = area.id.replace("text-", "");
    made.type = "hidden";
    made.id = `rich-${pk}`;
    made.value = area.dataset.deskRich;
    area.after(made);
    const options = JSON.parse(area.dataset.deskOptions);
    window.draftail.initEditor(`#${made.id}`, options, null);
    area.hidden = true;
    area.editor = made;
  }

  // What of the editor's content is not made anew each time it is opened.
  function essence(content) {
    const { blocks, entityMap } = JSON.parse(content) || { blocks: [] };
    return JSON.stringify(
      blocks.map(({ text, inlineStyleRanges, entityRanges }) => [
        text,
        inlineStyleRanges.map(({ offset, length, style }) => [offset, length, style]),
        entityRanges.map(({ offset, length, key }) => [offset, length, entityMap[key].data.id]),
      ]),
    );
  }

  function typedIn(area) {
    const made = area.editor;
    if (made && !made.name && essence(made.value) !== essence(area.dataset.deskRich)) {
      made.name = made.id; // from now on it is this that is sent
    }
    return made && made.name ? made.value : area.value;
  }

  const rich = [...form.querySelectorAll("textarea[data-desk-rich]")];
  if (rich.length && window.draftail && !fields.disabled) {
    const plugin = { type: "SOURCE_LINK", source: linkSource(), decorator: linkInText };
    window.draftail.registerPlugin(plugin, "entityTypes");
    rich.forEach(enrich);
  }

  // --- Saving ---

  const dirty = new Set();
  let timer = null;
  let sending = null;
  let isCutOff = false;

  function areaOf(piece) {
    return form.querySelector(`[id="text-${piece.dataset.deskPiece}"]`);
  }

  function collect() {
    const data = new FormData();
    dirty.forEach((piece) => {
      if (piece.dataset.deskPiece) typedIn(areaOf(piece));
      piece.querySelectorAll("input[name], textarea[name]").forEach((field) => {
        if (field.type !== "checkbox" || field.checked) data.append(field.name, field.value);
      });
    });
    dirty.clear();
    return data;
  }

  function show(answer) {
    let failed = Boolean(answer.gone);
    Object.entries(answer.fields).forEach(([pk, field]) => {
      const piece = form.querySelector(`[data-desk-piece="${pk}"]`);
      piece.querySelector("[data-desk-state]").innerHTML = field.html;
      if (field.is_saved) piece.querySelector(`[name="base-${pk}"]`).value = field.base;
      if (field.is_conflict) piece.dataset.conflict = "true";
      failed = failed || !field.is_saved;
    });
    Object.entries(answer.links).forEach(([pk, link]) => {
      const own = form.querySelector(`[data-desk-own="${pk}"]`);
      const error = own.querySelector("[data-desk-error]");
      error.textContent = link.error;
      error.hidden = !link.error;
      if (!link.error) own.querySelector(`[name="own-base-${pk}"]`).value = link.base;
      failed = failed || Boolean(link.error);
    });
    form.querySelector("[data-desk-summary]").innerHTML = answer.summary;
    told.textContent = answer.gone || (failed ? told.dataset.failed : told.dataset.saved);
    if (!failed && !dirty.size) form.dispatchEvent(new CustomEvent("translator-desk:saved"));
  }

  // To log in anew, in another window, makes the token of this page a wrong one.
  async function renewToken() {
    const response = await fetch(form.action, { credentials: "same-origin" });
    const found = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = found.querySelector("form.translator-desk [name=csrfmiddlewaretoken]");
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
    return Boolean(token);
  }

  // The answer; null where another page has answered, such as the one to log in.
  async function send(data) {
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const response = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    if (!(response.headers.get("Content-Type") || "").includes("json")) return null;
    return { isTaken: response.ok, answer: await response.json() };
  }

  async function sendAgain(data) {
    isCutOff = !(await renewToken());
    return isCutOff ? null : send(data);
  }

  async function deliver(data, pieces) {
    let words = told.dataset.failed;
    try {
      const found = (await send(data)) || (await sendAgain(data));
      if (found) isCutOff = false;
      if (found && found.isTaken) {
        show(found.answer);
        return;
      }
      words = (found && found.answer.detail) || (isCutOff ? told.dataset.loggedOut : words);
    } catch {
      // The network: what the browser says of it is not for translators.
    }
    pieces.forEach((piece) => dirty.add(piece));
    told.textContent = words;
  }

  async function save() {
    if (sending) {
      await sending;
    }
    if (!dirty.size) return;
    clearTimeout(timer);
    const pieces = [...dirty];
    told.ariaBusy = "true"; // a screen reader waits for what is said of it
    sending = deliver(collect(), pieces).finally(() => {
      sending = null;
      told.ariaBusy = "false";
    });
    await sending;
  }

  function changed(event) {
    const piece = event.target.closest("[data-desk-piece], [data-desk-own]");
    if (!piece || piece.dataset.conflict) return;
    if (event.type === "keyup" && !event.target.isContentEditable) return;
    dirty.add(piece);
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(interval, 1000));
  }

  if (interval > 0 && !fields.disabled) {
    ["input", "change", "keyup", "mouseup"].forEach((type) => {
      fields.addEventListener(type, (event) => {
        if (type !== "mouseup" || event.target.closest(".Draftail-Toolbar")) changed(event);
      });
    });
    // What was typed while this was still being loaded.
    fields.querySelectorAll("input[type=text][name], textarea[name]").forEach((field) => {
      if (field.value !== field.defaultValue) changed({ type: "input", target: field });
    });
  }

  // Before Wagtail takes note of it: to leave the page now would lose what was typed.
  form.addEventListener("submit", (event) => {
    if (!isCutOff || sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    save().then(() => {
      form.dispatchEvent(new CustomEvent("translator-desk:kept", { bubbles: true }));
      if (!isCutOff) form.requestSubmit(submitter);
    });
  }, true);

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    rich.forEach(typedIn);
    if (!sending) return;
    event.preventDefault();
    const { submitter } = event;
    sending.finally(() => form.requestSubmit(submitter));
  });

  // --- Finding one's way ---

  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-desk-next]")) return;
    const pieces = [...form.querySelectorAll("[data-desk-piece]")];
    const from = pieces.findIndex((piece) => piece.contains(form.lastPiece));
    const isLeft = (piece) => !piece.querySelector("[data-state='done']");
    const next = pieces.slice(from + 1).find(isLeft) || pieces.find(isLeft);
    if (!next) return;
    event.preventDefault();
    next.scrollIntoView({ block: "center" });
    const area = areaOf(next);
    if (area.editor && area.editor.draftailEditor) area.editor.draftailEditor.focus();
    else area.focus();
  });
  fields.addEventListener("focusin", (event) => {
    form.lastPiece = event.target.closest("[data-desk-piece]") || form.lastPiece;
  });

  document.querySelectorAll("[data-desk-load]").forEach((details) => {
    details.addEventListener("toggle", () => {
      const place = details.querySelector("[data-desk-loaded]");
      if (!details.open || details.isLoaded) return;
      details.isLoaded = true;
      fetch(details.dataset.deskLoad, { credentials: "same-origin" })
        .then((response) => response.text())
        .then((html) => {
          const found = new DOMParser().parseFromString(html, "text/html");
          place.replaceChildren(...found.querySelector("#translator-desk-facts").childNodes);
        })
        .catch(() => { details.isLoaded = false; });
    });
  });
})();
