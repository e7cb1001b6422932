// A tab says so when its notebook was written anew on disk, as a build does, and what to click.
(() => {
  const EVERY = 3000; // milliseconds between two looks at the disk
  const told = new WeakMap(); // by tab, when the file was written that it was told of

  async function look(app, context) {
    const known = context.contentsModel?.last_modified;
    if (!known || !context.path.endsWith(".ipynb")) return;
    const options = { content: false };
    const { last_modified: now } = await app.serviceManager.contents.get(context.path, options);
    const saved = context.contentsModel?.last_modified !== known; // meanwhile, by the tab itself
    if (saved || now === known || told.get(context) === now) return;
    told.set(context, now);
    const name = context.path.split("/").pop();
    const what = `${name} was written anew on disk, as a build does.`;
    const how = "Click its tab, then File > Reload Notebook from Disk, and Reload.";
    const shown = { message: `${what} ${how}`, type: "info", options: { autoClose: false } };
    await app.commands.execute("apputils:notify", shown);
  }

  function activate(app) {
    const looking = async () => {
      const tabs = document.hidden ? [] : [...app.shell.widgets("main")];
      const open = tabs.map((tab) => tab.context).filter(Boolean);
      await Promise.allSettled(open.map((context) => look(app, context)));
      setTimeout(looking, EVERY);
    };
    app.restored.then(looking);
  }

  const plugin = { id: "analysis:tabs", autoStart: true, activate };
  const extension = { __esModule: true, default: plugin };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.analysis = { init: () => {}, get: async () => () => extension };
})();
