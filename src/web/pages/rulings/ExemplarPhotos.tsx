import { exemplarUrl } from "../../../contract/images/image.ts";
import { Photo } from "../../components/photos/Photo.tsx";
import { words } from "../../words/words.ts";

/** The photos that show a label, one after the other. */
export const ExemplarPhotos = ({ name, exemplars }: { name: string; exemplars: readonly { id: string }[] }) =>
  exemplars.map(({ id }, at) => (
    <Photo key={id} src={exemplarUrl(id, "thumbnail")} alt={words.exemplars.exemplarOf(name, at + 1)} />
  ));
