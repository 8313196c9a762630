import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getImportPlaces } from "../../../../contract/images/importPlaces.ts";
import { type JobWork, startJob } from "../../../../contract/jobs.ts";
import { call } from "../../../client/call.ts";
import { explainFailure } from "../../../client/explainFailure.ts";
import { Problem } from "../../../components/texts/Problem.tsx";
import { words } from "../../../words/words.ts";
import styles from "./AddImagesPage.module.css";
import { AddingJob } from "./AddingJob.tsx";
import { FromList } from "./FromList.tsx";
import { FromPlace } from "./FromPlace.tsx";
import { useAddingJob } from "./useAddingJob.ts";

type Work = Extract<JobWork, { kind: "import-list" | "import-place" }>;

/** Images that the server fetches by itself: from the web, or from places that its operator allows. */
export function FromElsewhere({ project, onBegin }: { project: string; onBegin(isBegun: boolean): void }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["import-places", project],
    queryFn: ({ signal }) => call(getImportPlaces, { params: { project }, signal }),
    staleTime: 60_000,
  });
  const start = useMutation({
    mutationFn: async (prepare: () => Promise<Work>) =>
      call(startJob, { params: { project }, body: await prepare() }),
    onSuccess: () => onBegin(true),
  });
  const job = useAddingJob(project, start.data?.id);
  const begin = (prepare: () => Promise<Work>) => start.mutate(prepare);
  const again = () => {
    start.reset();
    onBegin(false);
  };
  if (start.data)
    return (
      <AddingJob
        project={project}
        job={job.data ?? start.data}
        purpose="import-images"
        onOthers={again}
        others={
          <Button variant="default" onClick={again}>
            {words.addImages.others}
          </Button>
        }
      />
    );
  if (error)
    return (
      <Problem>
        {explainFailure(error).text}{" "}
        <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
          {words.shell.tryAgain}
        </Button>
      </Problem>
    );
  if (!data) return null;
  return (
    <div className={styles.elsewhere}>
      <FromList project={project} isAllowed={data.lists} isPending={start.isPending} onBegin={begin} />
      <FromPlace project={project} roots={data.roots} isPending={start.isPending} onBegin={begin} />
      <Problem error={start.error} />
    </div>
  );
}
