import "./client/zodWithoutEval.ts";
import "@mantine/core/styles.layer.css";
import "./theme/tokens.css";
import "./theme/base.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./client/queryClient.ts";
import { keepPixelsSharp } from "./components/photos/keepPixelsSharp.ts";
import { applyColorScheme } from "./components/shell/applyColorScheme.ts";
import { speakAtFirst } from "./language/language.ts";
import { keepApp, reloadOnMissingPart } from "./offline/appVersion.ts";
import { router } from "./router.tsx";
import { mantineTheme, mantineVariables } from "./theme/mantineTheme.ts";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
// Libraries that create style elements (scroll locking under a dialog) look up the nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce });

const colorSchemeManager = localStorageColorSchemeManager({ key: "multilabelfy-color-scheme" });
applyColorScheme(colorSchemeManager.get("auto"));

reloadOnMissingPart();
keepPixelsSharp(document);
if (import.meta.env.PROD) keepApp().catch(() => {});

await speakAtFirst();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
