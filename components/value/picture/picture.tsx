import { useEffect, useMemo, useState } from "react";
import { saveFile } from "#components/ui";
import type { DrawnProps } from "../kinds.ts";
import { PlainView } from "../plain-view.tsx";
import { Remark } from "../remark.tsx";
import { toDataUrl } from "../to-data-url.ts";
import { ToolButton, Tools } from "../tools.tsx";
import { type Picture as PictureValue, readPicture } from "./read-picture.ts";
import { readSvgImage } from "./read-svg.ts";

/** A picture as an image, in which no script runs and which fetches nothing. */
export default function Picture({ value, label }: DrawnProps) {
  const image = useImage(useMemo(() => readPicture(value), [value]));
  const [broken, setBroken] = useState<Image | null>(null);
  if (image === null) return <p className="font-sans text-sm text-quiet">Drawing…</p>;
  const why = findFault(image, broken);
  if (!image.ok || why !== null)
    return (
      <>
        <Remark>This picture is not drawn. {why}</Remark>
        <PlainView value={value} label={label} />
      </>
    );
  return (
    <figure className="max-w-full">
      {/* biome-ignore lint/performance/noImgElement: there is nothing to fetch, so nothing to optimise. */}
      <img
        src={image.url}
        alt={image.alt}
        onError={() => setBroken(image)}
        // Pictures are made for a white ground unless they have one of their own.
        className="max-h-[32rem] max-w-full border border-rule object-contain"
        style={{ background: "#fff" }}
      />
      <Tools>
        <ToolButton
          name={`${image.name}: download the picture`}
          onClick={() => saveFile(`picture.${image.extension}`, image.content)}
        >
          {image.name}
        </ToolButton>
      </Tools>
    </figure>
  );
}

/** Why it cannot be shown; null when it can. */
function findFault(image: Ended, broken: Image | null): string | null {
  if (!image.ok) return image.why;
  return image === broken
    ? `This says that it is a picture (${image.name}), but it cannot be decoded.`
    : null;
}

interface Image {
  ok: true;
  url: string;
  alt: string;
  name: string;
  extension: string;
  content: Blob;
}

type Ended = Image | { ok: false; why: string };

/** Null until there is an address for it. */
function useImage(picture: PictureValue | null): Ended | null {
  const [image, setImage] = useState<Ended | null>(null);
  useEffect(() => {
    if (picture === null) return;
    let left = false;
    makeFile(picture).then(async (made) => {
      const ended = made.ok ? { ...made, url: await toDataUrl(made.content) } : made;
      if (!left) setImage(ended);
    });
    return () => {
      left = true;
    };
  }, [picture]);
  return image;
}

type Made = Omit<Image, "url"> | { ok: false; why: string };

async function makeFile(picture: PictureValue): Promise<Made> {
  switch (picture.kind) {
    case "svg": {
      const svg = readSvgImage(picture.text);
      if (!svg.ok) return svg;
      const content = new Blob([svg.text], { type: "image/svg+xml" });
      return {
        ok: true,
        content,
        alt: svg.title ?? "A picture that the program drew",
        name: "SVG",
        extension: "svg",
      };
    }
    case "file": {
      const { name, type, extension } = picture.format;
      const content = new Blob([picture.bytes], { type });
      return { ok: true, content, alt: `A picture that the program made (${name})`, name, extension };
    }
    case "pixels": {
      const content = await paint(picture);
      if (content === null) return { ok: false, why: "This browser cannot hold so many pixels." };
      const alt = `A picture that the program made, ${picture.width} × ${picture.height} pixels`;
      return { ok: true, content, alt, name: "PNG", extension: "png" };
    }
  }
}

function paint({ width, height, bytes }: Extract<PictureValue, { kind: "pixels" }>): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(bytes, width, height), 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
