import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const labelsOnPage = 20;
const exemplarsOfLabel = 10;

/** The page that annotation tools of this kind commonly are: a form, posted, and a whole new page for the next image. */
export async function servePlainPage(
  images: readonly Buffer[],
  exemplars: readonly Buffer[],
): Promise<{ url: string; server: Server }> {
  const strip = (label: number, image: number) =>
    Array.from({ length: exemplarsOfLabel }, (_, i) => {
      const exemplar = (image * 7 + label * exemplarsOfLabel + i) % exemplars.length;
      return `<img src="/exemplar/${exemplar}" height="90">`;
    }).join("");
  const card = (label: number, image: number) =>
    `<p><label><input type="checkbox" name="label" value="${label}"> label ${label}</label> ${strip(label, image)}</p>`;
  const pageOf = (image: number) => `<!doctype html><title>${image}</title>
<form method="post" action="/${image}"><img id="image" src="/image/${image % images.length}" width="600">
${Array.from({ length: labelsOnPage }, (_, label) => card(label, image)).join("\n")}
<button id="submit">Submit</button></form>`;

  const server = createServer((request, response) => {
    const [, kind = "", number = ""] = (request.url ?? "/").split("/");
    const picture = kind === "image" ? images[Number(number)] : exemplars[Number(number)];
    if (kind === "image" || kind === "exemplar") {
      const cache = { "content-type": "image/jpeg", "cache-control": "private, max-age=31536000, immutable" };
      response.writeHead(200, cache).end(picture);
    } else if (request.method === "POST") {
      request.resume();
      response.writeHead(303, { location: `/${Number(kind) + 1}` }).end();
    } else {
      response.writeHead(200, { "content-type": "text/html" }).end(pageOf(Number(kind)));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
