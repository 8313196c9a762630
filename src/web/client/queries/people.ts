import { queryOptions } from "@tanstack/react-query";
import { listPeople } from "../../../contract/people/person.ts";
import { call } from "../call.ts";

export const peopleQuery = (project: string) =>
  queryOptions({
    queryKey: ["people", project],
    queryFn: ({ signal }) => call(listPeople, { params: { project }, signal }),
  });
