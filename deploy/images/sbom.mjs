// node sbom.mjs FILE.deps.json: what a published service is made of, as a CycloneDX 1.5 document on standard output. It needs nothing but the file that .NET writes
// beside every program; what the image's distribution brings is added by the builder's own attestation (deploy/images.sh --push).
import { readFileSync } from "node:fs";
import { basename } from "node:path";

const file = process.argv[2];
const deps = JSON.parse(readFileSync(file, "utf8"));
const name = basename(file, ".deps.json");

const components = Object.entries(deps.libraries)
  .map(([key, library]) => ({ key, library, slash: key.lastIndexOf("/") }))
  .filter(({ key, slash }) => key.slice(0, slash) !== name)
  .map(({ key, library, slash }) => {
    const [library_name, version] = [key.slice(0, slash), key.slice(slash + 1)];
    const component = { type: "library", "bom-ref": key, name: library_name, version };
    if (library.type === "package") {
      component.purl = `pkg:nuget/${library_name}@${version}`;
      if (library.sha512) component.hashes = [{ alg: "SHA-512", content: Buffer.from(library.sha512.replace(/^sha512-/, ""), "base64").toString("hex") }];
    }
    return component;
  })
  .sort((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));

const own = Object.keys(deps.libraries).find((key) => key.startsWith(`${name}/`));
const document = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: { component: { type: "application", "bom-ref": own ?? name, name, version: own?.split("/")[1] ?? "0" } },
  components,
};
process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
