/* A list of languages that keeps what is stored, whether it offers it or not. */
(() => {
  const Select = window.telepath.constructors["wagtail.widgets.Select"];
  const tongue = document.documentElement.lang || "en";
  const names = new Intl.DisplayNames([tongue, "en"], { type: "language" });
  const nameOf = (tag) => {
    try {
      return names.of(tag);
    } catch {
      return tag;
    }
  };

  class BoundLanguageSelect extends new Select("").boundWidgetClass {
    setState(state) {
      const tag = [state].flat()[0] ?? "";
      const offered = [...this.input.options].some((option) => option.value === tag);
      if (!offered) this.input.add(new Option(nameOf(tag), tag));
      this.input.value = tag;
    }
  }

  class LanguageSelect extends Select {
    boundWidgetClass = BoundLanguageSelect;
  }

  window.telepath.register("wagtail_migration_events.LanguageSelect", LanguageSelect);
})();
