#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tool_call.h"

#include "run.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

const char *tool_path(struct arena *a)
{
    char exe[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);
    assert_true(len > 0);
    exe[len] = '\0';
    char *below = strstr(exe, "/tests/tool/");
    assert_non_null(below);
    *below = '\0';
    const char *path = arena_printf(a, "%s/goedwerk", exe);
    if (access(path, X_OK) != 0)
        fail_msg("build %s first", path);
    return path;
}

const char *tool_call(struct arena *a, const char *folder, const char *arguments, int *status)
{
    const char *line = arena_printf(a, "%s 2>&1 %s", tool_path(a), arguments);
    return run_output(a, folder, (const char *const[]){ "sh", "-c", line, NULL }, status);
}
