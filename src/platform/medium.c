#include "platform/medium.h"

#include "base/file.h"
#include "platform/beneath.h"
#include "platform/bundle_write.h"

#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define TOKEN "koppeling"
#define TOKEN_NEW "koppeling.nieuw"

enum { TOKEN_BYTES_MAX = 256 };

/* Absent, a link, too long or another kiosk's: not our token, whatever it is. */
static bool holds_token(int root, const char *kiosk, const char *token, struct arena *a)
{
    size_t len = 0;
    int top = beneath_folder(root, MEDIUM_FOLDER, false, NULL);
    const char *text = top < 0 ? NULL
                               : beneath_read(top, arena_printf(a, "%s/" TOKEN, kiosk),
                                     TOKEN_BYTES_MAX, a, &len, NULL);
    if (top >= 0)
        close(top);
    if (text == NULL)
        return false;
    if (len > 0 && text[len - 1] == '\n')
        len--;
    return len > 0 && len == strlen(token) && memcmp(text, token, len) == 0;
}

uint64_t medium_room(int root)
{
    struct statvfs fs;
    return fstatvfs(root, &fs) == 0 ? (uint64_t)fs.f_bavail * fs.f_frsize : 0;
}

void medium_see(
    int root, const char *kiosk, const char *token, struct arena *a, struct stick_seen *seen)
{
    seen->paired = holds_token(root, kiosk, token, a);
    seen->has_decks = decks_on(root);
    seen->free_bytes = medium_room(root);
}

bool medium_flush(int root, const char *path, struct err *err)
{
    return syncfs(root) == 0 || file_fail(err, "sync", path);
}

bool medium_pair(int root, const char *kiosk, const char *token, struct err *err)
{
    bool ok = false;
    int top = -1, folder = -1;
    if (!beneath_name_ok(kiosk))
        return err_set(err, ERR_FILE, "not a name for a medium: %s", kiosk);
    if ((top = beneath_folder(root, MEDIUM_FOLDER, true, err)) < 0 ||
        (folder = beneath_folder(top, kiosk, true, err)) < 0)
        goto out;
    if (!beneath_remove(folder, TOKEN_NEW, 0, err) ||
        !beneath_write(folder, TOKEN_NEW, token, strlen(token), NULL, err))
        goto out;
    ok = renameat(folder, TOKEN_NEW, folder, TOKEN) == 0 || file_fail(err, "rename to", TOKEN);
out:
    if (folder >= 0)
        close(folder);
    if (top >= 0)
        close(top);
    return ok;
}
