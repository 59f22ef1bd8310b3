package dev.coppice.agent.claude;

import dev.coppice.agent.program.AgentHome;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the Claude CLI is driven. Read from environment variables (such as {@code COPPICE_CLAUDE_MODEL}) and system properties only:
 * a file in the folder that a command is started in belongs to a repository, and is not asked which program to run.
 */
@ConfigMapping(prefix = "coppice.claude")
public interface ClaudeConfig {

    /** The program: a name that is looked for, or an absolute path. */
    @WithDefault("claude")
    String program();

    /** The model; without one the CLI chooses, and its choice differs by version. */
    Optional<String> model();

    /** After so many turns an attempt fails with {@code turn_limit}; no limit unless set. */
    OptionalInt maxTurns();

    /** After so many US dollars an attempt fails with {@code budget}, with up to a turn more; no limit unless set. */
    Optional<BigDecimal> maxBudgetUsd();

    /** The CLI's own permission mode; {@code bypassPermissions} is refused by it when it runs as root. */
    @WithDefault("acceptEdits")
    String permissionMode();

    /**
     * Whose settings it reads: {@code user}, {@code project}, {@code local}. With {@code project} those of the repository run their hooks
     * and servers, may name another endpoint, and its CLAUDE.md is read by the CLI itself.
     */
    @WithDefault("user")
    List<String> settingSources();

    /** Instead of the CLI's own words to the model about what it is. */
    Optional<String> systemPrompt();

    /** What the model is told besides the system prompt. */
    Optional<String> appendSystemPrompt();

    /** Files with MCP servers, by absolute paths; those of the repository and the user stay out. Their tools must be allowed as well. */
    Optional<List<String>> mcpConfig();

    /** What it may use without asking, in the CLI's own words; nobody is there to be asked. */
    @WithDefault("Bash,Edit,Write,NotebookEdit,Read,Glob,Grep,Task,Skill,TodoWrite,WebFetch,WebSearch")
    Optional<List<String>> allowedTools();

    /** What it does not have at all: tools that reach beyond the attempt, to other worktrees, other times or other agents. */
    @WithDefault("EnterWorktree,ExitWorktree,CronCreate,CronDelete,CronList,ScheduleWakeup,SendMessage,ListAgents")
    Optional<List<String>> disallowedTools();

    /** Whether work is good although the CLI denied a tool on the way; else the attempt fails with {@code permission_denied}. */
    @WithDefault("false")
    boolean acceptDenials();

    /** Secrets that it alone is given: {@code NAME}, or {@code NAME=/absolute/file} for what is in a file. */
    Optional<List<String>> secrets();

    /** Variables that it finds in its environment besides the usual ones. */
    Optional<List<String>> environment();

    /** Whose HOME it gets. */
    @WithDefault("auto")
    AgentHome home();
}
