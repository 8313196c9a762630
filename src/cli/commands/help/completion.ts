import { Argument, type Command } from "commander";
import { example } from "../../options/options.ts";

const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

export function addCompletion(program: Command): void {
  program
    .command("completion")
    .description("print a script with which a shell completes commands and options")
    .addArgument(new Argument("<shell>", "which shell").choices(shells))
    .addHelpText(
      "after",
      `${example("completion bash > ~/.local/share/bash-completion/completions/multilabelfy")}
  zsh:  multilabelfy completion zsh > ~/.multilabelfy-completion, and in ~/.zshrc: source ~/.multilabelfy-completion
  fish: multilabelfy completion fish > ~/.config/fish/completions/multilabelfy.fish`,
    )
    .action((shell: Shell) => {
      process.stdout.write(completionFor(program, shell));
    });
}

/** A script that the shell reads. */
export function completionFor(program: Command, shell: Shell): string {
  const words = wordsByPath(program);
  return shell === "fish" ? forFish(words) : forBash(words, shell);
}

/** What can come next, by the commands before it: "" for the first word, "import images" for what follows these. */
export function wordsByPath(command: Command, path = ""): Map<string, string[]> {
  const options = command.options.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []);
  const inner = command.commands.map((one) => [one.name(), one] as const);
  const found = new Map([[path, [...inner.map(([name]) => name), ...options, "--help"]]]);
  for (const [name, one] of inner)
    for (const [deeper, words] of wordsByPath(one, path === "" ? name : `${path} ${name}`))
      found.set(deeper, words);
  return found;
}

/** zsh runs what is written for bash. */
function forBash(words: ReadonlyMap<string, string[]>, shell: Shell): string {
  const cases = Array.from(words, ([path, next]) => `    "${path}") words="${next.join(" ")}" ;;`);
  const paths = [...words.keys()].filter((path) => path !== "").map((path) => `"${path}"`);
  return `${shell === "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" : ""}_multilabelfy() {
  local word words path="" next
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${path:+$path }$word"
    case "$next" in
      ${paths.join("|")}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _multilabelfy multilabelfy
`;
}

function forFish(words: ReadonlyMap<string, string[]>): string {
  const paths = [...words.keys()].filter((path) => path !== "").map((path) => `"${path}"`);
  const lines = Array.from(
    words,
    ([path, next]) => `complete -c multilabelfy -n '__multilabelfy_at "${path}"' -a "${next.join(" ")}"`,
  );
  return `function __multilabelfy_at
    set -l path ""
    for word in (commandline -opc)[2..-1]
        set -l next (string trim "$path $word")
        if contains -- "$next" ${paths.join(" ")}
            set path "$next"
        end
    end
    test "$path" = "$argv[1]"
end
${lines.join("\n")}
`;
}
