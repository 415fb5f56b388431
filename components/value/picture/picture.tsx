import { type ReactNode, useEffect, useState } from "react";
import { Action, Actions, Remark } from "../actions.tsx";
import { saveFile } from "../save-file.ts";
import type { Picture as PictureValue } from "./read-picture.ts";
import { readSvgImage } from "./read-svg.ts";

interface PictureProps {
  picture: PictureValue;
  /** The value in its raw form. */
  children: ReactNode;
}

/** A picture as an image, in which no script runs and which fetches nothing. */
export default function Picture({ picture, children }: PictureProps) {
  const image = useImage(picture);
  const [isRaw, setIsRaw] = useState(false);
  const [broken, setBroken] = useState<Image | null>(null);
  if (image === null) return <p className="font-sans text-sm text-quiet">Drawing…</p>;
  if (!image.ok) return <Undrawn why={image.why}>{children}</Undrawn>;
  if (image === broken)
    return (
      <Undrawn why={`This says that it is a picture (${image.name}), but it cannot be decoded.`}>
        {children}
      </Undrawn>
    );
  return (
    <figure className="max-w-full">
      {isRaw ? (
        children
      ) : (
        // biome-ignore lint/performance/noImgElement: there is nothing to fetch, so nothing to optimise.
        <img
          src={image.url}
          alt={image.alt}
          onError={() => setBroken(image)}
          // Pictures are made for a white ground unless they have one of their own.
          className="max-h-[32rem] max-w-full border border-rule object-contain"
          style={{ background: "#fff" }}
        />
      )}
      <Actions>
        <Action onClick={() => saveFile(`picture.${image.extension}`, image.content)}>
          Save as {image.name}
        </Action>
        <Action pressed={isRaw} onClick={() => setIsRaw(!isRaw)}>
          Raw value
        </Action>
      </Actions>
    </figure>
  );
}

function Undrawn({ why, children }: { why: string; children: ReactNode }) {
  return (
    <>
      <Remark>This picture is not drawn. {why}</Remark>
      {children}
    </>
  );
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

/** Null until there is an address for it, which only a browser can make. */
function useImage(picture: PictureValue): Ended | null {
  const [image, setImage] = useState<Ended | null>(null);
  useEffect(() => {
    let url: string | null = null;
    let left = false;
    makeFile(picture).then((made) => {
      if (left) return;
      if (!made.ok) return setImage(made);
      url = URL.createObjectURL(made.content);
      setImage({ ...made, url });
    });
    return () => {
      left = true;
      if (url !== null) URL.revokeObjectURL(url);
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
