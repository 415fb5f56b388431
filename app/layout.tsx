import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import type { ReactNode } from "react";
import "./globals.css";

const literata = localFont({
  src: [
    {
      path: "../node_modules/@fontsource-variable/literata/files/literata-latin-wght-normal.woff2",
      style: "normal",
      weight: "200 900",
    },
  ],
  variable: "--font-literata",
  adjustFontFallback: "Times New Roman",
});

/** Questions and comments only, so it is not fetched ahead of the page. */
const literataItalic = localFont({
  src: "../node_modules/@fontsource-variable/literata/files/literata-latin-wght-italic.woff2",
  style: "italic",
  weight: "200 900",
  variable: "--font-literata-italic",
  preload: false,
});

const mono = localFont({
  src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  weight: "100 800",
  variable: "--font-jetbrains-mono",
  preload: false,
  adjustFontFallback: false,
});

export const metadata: Metadata = {
  description: "A chat that answers by writing code: reviewed, run in a sandbox, and shown.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f1" },
    { media: "(prefers-color-scheme: dark)", color: "#171613" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page that was made before it was asked for would not have the nonce that its policy then names.
  await connection();
  return (
    <html lang="en" className={`${literata.variable} ${literataItalic.variable} ${mono.variable}`}>
      <body>{children}</body>
    </html>
  );
}
