/* goedwerk: the organiser's command line. */
#include "app/tool.h"

#include <stdio.h>
#include <string.h>

enum wants { WANTS_DIR = 1, WANTS_DATA = 2, WANTS_TO = 4, WANTS_WORDS = 8, WANTS_FILES = 16 };

static const struct command {
    const char *name;
    unsigned wants; /* enum wants */
    int (*run)(const struct tool_request *r);
    const char *usage, *does;
} commands[] = {
    { "check", WANTS_DIR, tool_check, "check DIR", "lists every fault in the content of DIR" },
    { "export", WANTS_DATA | WANTS_TO | WANTS_WORDS, tool_export, "export [--data DIR] --to DIR",
        "writes the results below DIR, as on a stick" },
    { "report", WANTS_DATA | WANTS_TO | WANTS_WORDS, tool_report,
        "report [--data DIR|FILE] --to DIR", "writes the report and what goes with it into DIR" },
    { "stats", WANTS_DATA, tool_stats, "stats [--data DIR|FILE]",
        "prints the published counts of each card" },
    { "merge", WANTS_FILES | WANTS_TO, tool_merge, "merge FILE... --to FILE",
        "adds up the archives of several kiosks or hubs" },
};

static void print_help(void)
{
    printf("Usage: goedwerk COMMAND [OPTION]...\n"
           "Checks the content of a Goed Werk kiosk and takes its results out.\n\n");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        printf("  %-34s  %s\n", commands[i].usage, commands[i].does);
    printf(
        "  %-34s  %s\n  %-34s  %s\n\n", "--version", "prints the version", "--help", "prints this");
    printf(
        "--data is the kiosk's data folder; without it, the one of this user. stats and report\n"
        "also take an archief.sqlite of a stick or of merge.\n"
        "--meeting ID or CODE chooses a meeting; without it, the newest. export and report also\n"
        "take --lang nl|en and --content DIR, the cards that were played.\n"
        "Status: 0 done, 1 faults or failed, 64 wrong use, 75 the kiosk has the data folder.\n");
}

static int misuse(const char *what, const char *name)
{
    fprintf(stderr, "goedwerk: %s%s; see goedwerk --help\n", what, name);
    return STATUS_USAGE;
}

/* Where the value of a known option goes, or NULL. */
static const char **option_value(const struct command *c, struct tool_request *r, const char *name)
{
    if ((c->wants & WANTS_DATA) != 0 && strcmp(name, "--data") == 0)
        return &r->data;
    if ((c->wants & WANTS_DATA) != 0 && strcmp(name, "--meeting") == 0)
        return &r->meeting;
    if ((c->wants & WANTS_TO) != 0 && strcmp(name, "--to") == 0)
        return &r->to;
    if ((c->wants & WANTS_WORDS) != 0 && strcmp(name, "--lang") == 0)
        return &r->lang;
    if ((c->wants & WANTS_WORDS) != 0 && strcmp(name, "--content") == 0)
        return &r->content;
    return NULL;
}

static int run(const struct command *c, int argc, char **argv)
{
    struct tool_request r = { .files = argv };
    for (int i = 0; i < argc; i++) {
        const char **value = option_value(c, &r, argv[i]);
        if (value != NULL && i + 1 == argc)
            return misuse("something belongs after ", argv[i]);
        if (value != NULL)
            *value = argv[++i];
        else if (argv[i][0] == '-')
            return misuse("unknown option ", argv[i]);
        else if ((c->wants & WANTS_DIR) != 0 && r.dir == NULL)
            r.dir = argv[i];
        else if ((c->wants & WANTS_FILES) != 0)
            argv[r.file_count++] = argv[i]; /* never ahead of what is still to be read */
        else
            return misuse("one too many: ", argv[i]);
    }
    if ((c->wants & WANTS_DIR) != 0 && r.dir == NULL)
        return misuse("which folder? goedwerk ", c->usage);
    if ((c->wants & WANTS_FILES) != 0 && r.file_count == 0)
        return misuse("which files? goedwerk ", c->usage);
    if ((c->wants & WANTS_TO) != 0 && r.to == NULL)
        return misuse("to where? goedwerk ", c->usage);
    return c->run(&r);
}

static int dispatch(int argc, char **argv)
{
    if (argc < 2)
        return misuse("a command is missing", "");
    if (strcmp(argv[1], "--help") == 0) {
        print_help();
        return STATUS_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("goedwerk %s\n", GOEDWERK_VERSION);
        return STATUS_OK;
    }
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        if (strcmp(argv[1], commands[i].name) == 0)
            return run(&commands[i], argc - 2, argv + 2);
    }
    return misuse("unknown command ", argv[1]);
}

int main(int argc, char **argv)
{
    int status = dispatch(argc, argv);
    if (fflush(stdout) != 0) { /* a table that did not arrive is no table */
        perror("goedwerk: standard output");
        return STATUS_FAILED;
    }
    return status;
}
