// The smallest things that every part of the page needs.

export const at = id => document.getElementById(id);

/** Changes a text only if it differs, so that screen readers hear of changes only. */
export function put(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

export function trouble(text) {
  at("trouble").hidden = !text;
  at("trouble").textContent = text ?? "";
}

/** Runs what an event asks for; what goes wrong is said in one sentence. */
export const handler = action => async event => {
  trouble(null);
  try {
    await action(event);
  } catch (e) {
    trouble(e.message);
  }
};
