import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { request } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { sessionQuery } from "../../client/session/session.ts";
import { words } from "../../words/words.ts";
import styles from "./Entrance.module.css";

/** Leads to the provider of single sign-on, and back to `to`; nothing if there is none. */
export function SsoButton({ to }: { to: string }) {
  const { data } = useQuery(sessionQuery);
  const start = useMutation({
    mutationFn: async () => {
      const { url } = (await request("POST", "/api/auth/sign-in/sso", { to })) as { url: string };
      window.location.assign(url);
    },
  });
  if (!data?.sso) return null;
  return (
    <>
      <Button variant="default" onClick={() => start.mutate()} loading={start.isPending}>
        {words.entrance.sso(data.sso)}
      </Button>
      {start.isError && (
        <p className={styles.problem} role="alert">
          {explainFailure(start.error).text}
        </p>
      )}
      <p className={styles.or}>{words.entrance.or}</p>
    </>
  );
}
