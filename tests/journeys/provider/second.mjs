// A second opinion: the OpenID Connect provider of npm, which has nothing to do with ours.
//   OIDC_PROVIDER_FOLDER=… node second.mjs PORT CALLBACK
import { pathToFileURL } from "node:url";

const folder = `${process.env.OIDC_PROVIDER_FOLDER}/node_modules/oidc-provider/lib/index.js`;
const { Provider, default: older } = await import(pathToFileURL(folder));
const [port, callback] = process.argv.slice(2);

const provider = new (Provider ?? older)(`http://localhost:${port}`, {
  clients: [{ client_id: "hometime", client_secret: "between us two", redirect_uris: [callback] }],
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified", "hd"], profile: ["name"] },
  cookies: { keys: ["not a secret: it serves one test"] },
  features: { devInteractions: { enabled: true } },
  // Whoever comes is who they say they are; the password does not matter here.
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: true, hd: id.split("@")[1] }),
  }),
});
provider.listen(Number(port));
