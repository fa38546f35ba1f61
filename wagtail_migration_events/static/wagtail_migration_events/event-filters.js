// Leaves empty fields out of the address of a filtered list, so that it is short enough to share.

function nameOnlyWhatIsFilled(event) {
  for (const field of event.target.elements) {
    if (field.type !== "checkbox" && !field.value) field.disabled = true;
  }
}

function giveBack(form) {
  for (const field of form.elements) field.disabled = false;
}

const forms = document.querySelectorAll("form[data-event-filters]");
forms.forEach((form) => form.addEventListener("submit", nameOnlyWhatIsFilled));
// A page that comes back from the browser's cache must be ready to be used again.
window.addEventListener("pageshow", () => forms.forEach(giveBack));
