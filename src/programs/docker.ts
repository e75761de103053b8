import type { Argument } from "../domain/argument.ts";
import type { Call, Outcome, Program } from "../domain/program.ts";
import { arranges, lose, loses, runContainer } from "./common/containers/act.ts";
import { execute } from "./common/containers/execute.ts";
import { runOptions } from "./common/containers/run-options.ts";
import { type OptionsRead, readOptions } from "./common/options.ts";
import { untold } from "./common/outcome.ts";
import {
  command,
  defineTool,
  inOrder,
  isUnforeseen,
  type ToolAction,
  tells,
} from "./common/tool/tool.ts";

const ofRemoving = [
  "-f --force",
  "-v --volumes",
  "-l --link",
  "-a --all",
  "--filter=FILTER",
  "-i --ignore",
  "-t SECONDS --time=SECONDS",
];
const ofCompose = [
  "-f FILE --file=FILE",
  "-p NAME --project-name=NAME",
  "--profile=NAME",
  "--project-directory=DIR",
  "--env-file=FILE",
  "--ansi=WHEN",
  "--parallel=COUNT",
  "--compatibility",
  "--progress=KIND",
];
const ofStarting = [
  "-d --detach",
  "--build",
  "--no-build",
  "--force-recreate",
  "--no-recreate",
  "--remove-orphans",
  "--no-deps",
  "--no-start",
  "--pull=WHEN",
  "--scale=SCALE",
  "--wait",
  "--wait-timeout=SECONDS",
  "-V --renew-anon-volumes",
  "--abort-on-container-exit",
  "--no-color",
  "-t SECONDS --timeout=SECONDS",
  "--quiet-pull",
  "--watch",
];
const ofShowing = [
  "-a --all",
  "-q --quiet",
  "-f --follow",
  "--filter=FILTER",
  "--format=FORMAT",
  "--no-trunc",
  "-n COUNT --last=COUNT --tail=COUNT",
  "-l --latest",
  "-s --size",
  "-t --timestamps",
  "--since=TIME",
  "--until=TIME",
  "--details",
  "--digests",
  "--no-stream",
  "--type=TYPE",
  "--services",
  "--volumes",
  "--no-color",
  "--tree",
  "-v --verbose",
];

/** What runs there changes the container, its volumes, and what it was given when it was made. */
const insideUnseen: ToolAction = (call) => {
  call.uncertain("what happens inside a container is not seen");
  return untold("what happens inside a container is not seen");
};
const ofExecuting = [
  "-d --detach",
  "-e VALUE --env=VALUE",
  "--env-file=FILE",
  "-i --interactive",
  "-t --tty",
  "-T --no-TTY",
  "-u USER --user=USER",
  "-w DIR --workdir=DIR",
  "--privileged",
  "--index=NUMBER",
  "--detach-keys=KEYS",
  "-l --latest",
  ...ofCompose,
];

const filesUnknown = isUnforeseen("which files come out of a container is not known here");

const everything = "all that the daemon keeps";

const tool = defineTool({
  names: ["docker", "podman", "nerdctl", "docker-compose", "podman-compose"],
  options: [
    "--config=DIR",
    "-c CONTEXT --context=CONTEXT",
    "-D --debug",
    "-H HOST --host=HOST",
    "-l LEVEL --log-level=LEVEL",
    "--tls",
    "--tlscacert=FILE",
    "--tlscert=FILE",
    "--tlskey=FILE",
    "--tlsverify",
    "--remote",
    "--root=DIR",
    "--help",
    "--version",
    ...ofCompose.slice(1),
    "-f FILE --file=FILE",
  ],
  commands: [
    inOrder(command("run|create|container run|container create", runContainer, runOptions)),
    command("rm|container rm|container remove", removeContainers, ofRemoving),
    command(
      "container prune",
      loses("remove-container", "container", "every container that does not run"),
      ofRemoving,
    ),
    command(
      "rmi|image rm|image remove|image prune|builder prune|buildx prune|network prune|network rm|network remove",
      arranges,
      [...ofRemoving, "--no-prune", "--keep-storage=BYTES", "--platform=PLATFORM"],
    ),
    command("volume rm|volume remove", loses("delete-data", "volume"), ofRemoving),
    command("volume prune", pruneVolumes, ofRemoving),
    command("system prune", pruneSystem, [...ofRemoving, "--build"]),
    command("system reset|machine rm", loses("delete-all-data", "machine", everything), ofRemoving),
    command(
      "swarm leave|stack rm|stack remove|stack down|service rm|secret rm|config rm|pod rm|context rm",
      loses("delete-data", "part", everything),
      ofRemoving,
    ),
    command("compose down|down", composeDown, [
      ...ofCompose,
      ...ofStarting,
      "-v --volumes",
      "--rmi=WHICH",
    ]),
    command("compose rm", composeRemove, [...ofCompose, "-f --force", "-s --stop", "-v --volumes"]),
    command(
      "compose up|compose start|compose create|compose restart|compose run|compose watch|up",
      insideUnseen,
      [
        ...ofCompose,
        ...ofStarting,
        ...runOptions.filter((entry) => !/^(?:-d|-p|-v|--pull|-t)/.test(entry)),
      ],
    ),
    command("stop|kill|pause|container stop|container kill|container pause", stopContainers, [
      "-t SECONDS --time=SECONDS --timeout=SECONDS",
      "-s SIGNAL --signal=SIGNAL",
    ]),
    command(
      "compose stop|compose pause|compose unpause|compose kill|unpause|compose pull|pull|push|compose push|compose build|tag|rename|wait|attach|network create|network connect|network disconnect|volume create|image pull|image push|image tag|login|logout|update",
      arranges,
      [
        ...ofCompose,
        ...ofShowing.filter((entry) => !/^-[fvt] /.test(entry)),
        "-t SECONDS --time=SECONDS --timeout=SECONDS",
        "--disable-content-trust",
        "-s SIGNAL --signal=SIGNAL",
        "--platform=PLATFORM",
        "-d DRIVER --driver=DRIVER",
        "-o --opt=OPTION",
        "--label=LABEL",
        "--subnet=RANGE",
        "-u NAME --username=NAME",
        "-p WORD --password=WORD",
        "--password-stdin",
        "--ignore-pull-failures",
        "--all-tags",
        "--restart=POLICY",
        "--no-cache",
        "--pull",
      ],
    ),
    inOrder(
      command(
        "exec|compose exec|container exec",
        (call, read) => execute(call, read.operands.slice(1)),
        ofExecuting,
      ),
    ),
    inOrder(
      command("start|restart|container start|container restart", insideUnseen, [
        "-a --attach",
        "-i --interactive",
        "--detach-keys=KEYS",
        "-s SIGNAL --signal=SIGNAL",
        "-t SECONDS --time=SECONDS",
        "-l --latest",
        ...ofCompose,
      ]),
    ),
    command(
      "build|buildx build|image build|commit|import|load|buildx bake",
      isUnforeseen("what a build runs, and puts into its image, is not seen"),
      [
        "-t TAG --tag=TAG",
        "-f FILE --file=FILE",
        "--build-arg=VALUE",
        "--no-cache",
        "--pull",
        "--target=STAGE",
        "--platform=PLATFORM",
        "-q --quiet",
        "--progress=KIND",
        "--push",
        "--load",
        "-o DEST --output=DEST",
        "--secret=SECRET",
        "--ssh=AGENT",
        "--label=LABEL",
        "--network=NETWORK",
        "--rm",
        "--force-rm",
        "--add-host=HOST",
        "-m BYTES --memory=BYTES",
        "--memory-swap=BYTES",
        "--shm-size=BYTES",
        "--ulimit=LIMIT",
        "--security-opt=OPTION",
        "--isolation=KIND",
        "--cgroup-parent=GROUP",
        "--cpu-period=TIME",
        "--cpu-quota=TIME",
        "--cpu-shares=COUNT",
        "--cpuset-cpus=CPUS",
        "--cpuset-mems=MEMORY",
        "--disable-content-trust",
        "--compress",
        "--squash",
        "--cache-from=SOURCE",
        "--cache-to=DEST",
        "-i FILE --input=FILE",
        "-a NAME --author=NAME",
        "--message=TEXT",
        "-c CHANGE --change=CHANGE",
        "--iidfile=FILE",
        "--builder=NAME",
      ],
    ),
    command("cp|container cp|compose cp|save|export|image save|container export", filesUnknown, [
      "-a --archive",
      "-L --follow-link",
      "-q --quiet",
      "-o FILE --output=FILE",
      "--index=NUMBER",
    ]),
    command(
      "ps|images|logs|inspect|stats|top|port|diff|events|history|info|version|search|container ls|container list|container ps|container logs|container inspect|container stats|container top|image ls|image list|image inspect|image history|volume ls|volume list|volume inspect|network ls|network list|network inspect|system df|system info|system events|context ls|compose ps|compose logs|compose config|compose ls|compose images|compose top|compose port|compose version|compose events|service ls|service ps|node ls|stack ls|stack ps|manifest inspect|buildx ls",
      tells,
      [...ofShowing, ...ofCompose.filter((entry) => !entry.startsWith("-f"))],
    ),
  ],
});

/** Containers: what goes for good and what one is given of this machine is told. */
export const dockerProgram: Program = {
  ...tool,
  acceptsUnknown: true,
  run: (call) => tool.run({ ...call, arguments: composeLast(call.arguments) }),
};

/** `compose -f FILE down` as `-f FILE compose down`: its options may stand between its words. */
function composeLast(words: readonly Argument[]): readonly Argument[] {
  const [first, ...others] = words;
  if (first?.text !== "compose") return words;
  const [verb] = readOptions(ofCompose, others, { stopsAtOperand: true }).operands;
  const at = verb === undefined ? 0 : others.indexOf(verb);
  return [...others.slice(0, at), first, ...others.slice(at)];
}

/** Those that are named may stop; which ones a command finds nobody has looked at. */
function stopContainers(call: Call, read: OptionsRead): Outcome {
  const isUnnamed = read.operands.some(({ unknown }) => unknown !== undefined);
  return isUnnamed ? lose(call, read, "stop-all", "container") : arranges(call, read);
}

/** A container that does not run is left over; by force one goes that does. */
function removeContainers(call: Call, read: OptionsRead): Outcome {
  if (read.has("volumes")) return lose(call, read, "delete-data", "container");
  return read.has("force")
    ? lose(call, read, "remove-container", "container")
    : arranges(call, read);
}

/** Before Docker 23 those with a name went as well, and nobody is asked with -f. */
function pruneVolumes(call: Call, read: OptionsRead): Outcome {
  const which = read.has("all") ? "" : "without a name (before Docker 23, every one) ";
  const whole = `every volume ${which}that no container uses`;
  return lose(call, read, "delete-all-data", "volume", whole);
}

function pruneSystem(call: Call, read: OptionsRead): Outcome {
  if (read.has("volumes")) {
    return lose(
      call,
      read,
      "delete-all-data",
      "volume",
      "every volume that no container uses, with every container that does not run",
    );
  }
  return lose(call, read, "remove-container", "container", "every container that does not run");
}

function composeDown(call: Call, read: OptionsRead): Outcome {
  if (!read.has("volumes")) return arranges(call, read);
  return lose(call, read, "delete-all-data", "volume", "every volume of the project");
}

function composeRemove(call: Call, read: OptionsRead): Outcome {
  if (read.has("volumes"))
    return lose(call, read, "delete-data", "service", "volumes without a name of the project");
  return arranges(call, read);
}
