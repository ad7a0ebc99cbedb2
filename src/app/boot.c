#include "app/boot.h"

#include "app/settings.h"
#include "base/log.h"
#include <stdio.h>
#include <string.h>

static const char digest_name[] = "ini.digest";
static const char reset_name[] = "pin.reset";

void boot_read(struct boot *b, struct arena *a, const char *dir)
{
    struct err err;
    *b = (struct boot){ .dir = dir, .settings = settings_default() };
    if (!settings_file_read(dir, &b->settings, &b->file, &err))
        log_err("boot", SETTINGS_FILE_NAME, &err);
    if (!settings_file_reset(dir, a, &b->reset))
        b->reset = NULL;
    explicit_bzero(b->file.pin, sizeof b->file.pin); /* read again when it is wanted */
}

/* Whether value differs from what is stored under name. */
static bool is_news(
    struct store *store, const char *name, const char *value, bool *news, struct err *err)
{
    struct arena *a = arena_new();
    const char *known = NULL;
    bool ok = store_setting(store, name, a, &known, err);
    *news = ok && (known == NULL || strcmp(known, value) != 0);
    arena_free(a);
    return ok;
}

/* Reads the file once more, now onto the stored settings: only what it gives changes them. */
static bool take_settings(
    const struct boot *b, struct store *store, struct settings *s, struct err *err)
{
    struct settings_file file;
    bool ok = settings_file_read(b->dir, s, &file, err) && settings_keep(store, s, err) &&
              (file.pin[0] == '\0' || store_set_pin(store, file.pin, (int)strlen(file.pin), err)) &&
              store_set_setting(store, digest_name, file.digest, err);
    explicit_bzero(file.pin, sizeof file.pin);
    return ok;
}

static bool take_pin_away(const struct boot *b, struct store *store, struct err *err)
{
    log_line(LOG_LEVEL_WARNING, "boot", "%s takes the PIN away", SETTINGS_FILE_RESET_NAME);
    return store_forget_pin(store, err) && store_set_setting(store, reset_name, b->reset, err);
}

bool boot_apply(const struct boot *b, struct store *store, struct settings *s, struct err *err)
{
    bool changed = false, reset = false;
    if (b->file.digest[0] != '\0' && !is_news(store, digest_name, b->file.digest, &changed, err))
        return false;
    if (b->reset != NULL && !is_news(store, reset_name, b->reset, &reset, err))
        return false;
    if ((reset && !take_pin_away(b, store, err)) || (changed && !take_settings(b, store, s, err)))
        return false;
    s->px_per_mm = b->settings.px_per_mm;
    memcpy(s->touch_matrix, b->settings.touch_matrix, sizeof s->touch_matrix);
    memcpy(s->display, b->settings.display, sizeof s->display);
    return true;
}

struct ini_news boot_news(const struct boot *b)
{
    struct ini_news news = { 0 };
    for (int i = 0;
         i < b->file.fault_count && i < SETTINGS_FILE_FAULTS_MAX && news.count < INI_NEWS_MOST;
         i++) {
        const struct settings_fault *f = &b->file.faults[i];
        (void)snprintf(news.line[news.count++], INI_NEWS_MAX, "%s:%d %s%s%s", SETTINGS_FILE_NAME,
            f->line, f->key, f->expects == NULL ? " ?" : " = ",
            f->expects == NULL ? "" : f->expects);
    }
    return news;
}
