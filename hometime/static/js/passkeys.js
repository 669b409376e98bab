/* Passkeys: asks the browser for one and puts its answer into the form. Pages that offer passkeys load it. */

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const known = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

async function make(options, alone) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  asked.user = { ...options.user, id: bytes(options.user.id) };
  asked.excludeCredentials = known(options.excludeCredentials);
  asked.authenticatorSelection = {
    ...options.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  const made = await navigator.credentials.create({ publicKey: asked });
  return answer(made, {
    attestationObject: text(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function use(options) {
  const asked = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
  const used = await navigator.credentials.get({ publicKey: asked });
  return answer(used, {
    authenticatorData: text(used.response.authenticatorData),
    signature: text(used.response.signature),
    userHandle: used.response.userHandle ? text(used.response.userHandle) : null,
  });
}

function answer(key, response) {
  return {
    type: key.type,
    id: key.id,
    rawId: text(key.rawId),
    authenticatorAttachment: key.authenticatorAttachment ?? null,
    response: { clientDataJSON: text(key.response.clientDataJSON), ...response },
    clientExtensionResults: key.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const reply = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error("There is no answer.");
  return (await reply.json()).request_options.publicKey;
}

async function ask(form) {
  const problem = form.querySelector("[data-problem]");
  problem.hidden = true;
  try {
    const options = await optionsOf(form);
    const alone = form.elements.passwordless?.checked ?? false;
    const key = form.dataset.passkey === "make" ? await make(options, alone) : await use(options);
    form.elements.credential.value = JSON.stringify(key);
    form.submit();
  } catch {
    problem.hidden = false; // closed by the person, not known here, or no passkeys in this browser
    problem.focus();
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const usable = Boolean(window.PublicKeyCredential);
  form.hidden = !usable;
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(form); });
}
