// Saves what is typed. What is typed while it saves counts as saved.

exports.createEditor = function createEditor(api) {
  const editor = { text: '', dirty: false };

  editor.type = (text) => {
    editor.text += text;
    editor.dirty = true;
  };

  editor.save = () => {
    if (!editor.dirty) return Promise.resolve();
    return api.put(editor.text).then(() => {
      editor.dirty = false;
    });
  };

  return editor;
};
