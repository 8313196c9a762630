import { Tabs } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Suspense } from "react";
import { useProject } from "../../components/shell/useProject.ts";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import { EvaluationView } from "./EvaluationView.tsx";
import styles from "./ModelsPage.module.css";
import { ProposalsView } from "./ProposalsView.tsx";

const text = words.models;

/** The project's models: how good they are on its labels, and which of them should propose. */
export function ModelsPage() {
  const project = useProject();
  useDocumentTitle(`${text.title} · ${project.name}`);
  const { view = "evaluation", by } = useSearch({ strict: false });
  const navigate = useNavigate();
  const search = (chosen: { view?: string | null; by?: string | undefined }) =>
    navigate({
      to: "/p/$project/models",
      params: { project: project.id },
      search: {
        ...(chosen.view === "proposals" ? { view: "proposals" } : {}),
        ...(chosen.by ? { by: chosen.by } : {}),
      },
    });
  return (
    <div className={styles.page}>
      <h1>{text.title}</h1>
      <Tabs value={view} onChange={(chosen) => search({ view: chosen, by })} keepMounted={false}>
        <Tabs.List mb="lg">
          {(["evaluation", "proposals"] as const).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {text.views[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Suspense fallback={<Waiting />}>
          <Tabs.Panel value="evaluation">
            <EvaluationView project={project.id} by={by} onChoose={(chosen) => search({ by: chosen })} />
          </Tabs.Panel>
          <Tabs.Panel value="proposals">
            <ProposalsView project={project.id} />
          </Tabs.Panel>
        </Suspense>
      </Tabs>
    </div>
  );
}
