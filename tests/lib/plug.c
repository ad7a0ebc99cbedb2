#include "plug.h"

#include "run.h"
#include "temp.h"
#include <errno.h>
#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *plug_path(struct stand *s, const char *name)
{
    return arena_printf(s->a, "%s/%s", s->sticks, name);
}

const char *plug_drawer(struct stand *s, const char *name)
{
    return arena_printf(s->a, "%s/drawer-%s", s->g->folder, name);
}

void plug_mark(struct stand *s, const char *folder)
{
    const struct passwd *nobody = getpwnam("nobody");
    if (geteuid() == 0 && nobody != NULL)
        assert_return_code(chown(folder, nobody->pw_uid, nobody->pw_gid), errno);
    temp_write(arena_printf(s->a, "%s/.goedwerk-test-stick", folder), "", 0);
}

const char *plug_in(struct stand *s, const char *name)
{
    const char *path = plug_path(s, name);
    assert_return_code(mkdir(path, 0755), errno);
    plug_mark(s, path);
    return path;
}

void plug_out(struct stand *s, const char *name)
{
    assert_return_code(rename(plug_path(s, name), plug_drawer(s, name)), errno);
}

void plug_back(struct stand *s, const char *name)
{
    assert_return_code(rename(plug_drawer(s, name), plug_path(s, name)), errno);
}

const char *plug_shell(struct stand *s, const char *folder, const char *command)
{
    const char *script = arena_printf(s->a, "cd \"$0\" && %s", command);
    const char *const argv[] = { "sh", "-c", script, folder, NULL };
    int status = -1;
    const char *text = run_output(s->a, NULL, argv, &status);
    return status == 0 ? text : "";
}

const char *plug_reads(struct stand *s, const char *root, const char *command)
{
    static const char four[] = "[0-9a-f][0-9a-f][0-9a-f][0-9a-f]";
    /* Beside it there may be one that is being written: its name ends otherwise. */
    return plug_shell(s, root, arena_printf(s->a, "cd GOEDWERK/*/20*-%s/ && %s", four, command));
}

bool plug_is_whole(struct stand *s, const char *root)
{
    const char *said = plug_reads(s, root, "sha256sum --strict -c --quiet SHA256SUMS && echo good");
    return strcmp(said, "good\n") == 0;
}

bool plug_is_used(struct stand *s)
{
    const char *fds = arena_printf(s->a, "/proc/%d/fd", (int)s->g->program);
    return plug_shell(s, fds, arena_printf(s->a, "ls -l | grep -F '%s/'", s->sticks))[0] != '\0';
}
