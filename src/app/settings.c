#include "app/settings.h"

#include "base/clock.h"
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/random.h>

static const char token_name[] = "stick.token";
static const char day_name[] = "printed.date";

/* --- what the organiser sets --- */

static const struct number {
    const char *name;
    size_t at; /* of an int in struct settings */
    long least, most;
} numbers[] = {
    { "brightness", offsetof(struct settings, brightness), BRIGHTNESS_LOWEST, 100 },
    { "rotation", offsetof(struct settings, rotation), 0, 270 },
    { "paper", offsetof(struct settings, paper), PAPER_AUTOMATIC, PAPER_KIND_COUNT - 1 },
    { "print_limit", offsetof(struct settings, print_limit), 0, 100000 },
    { "pack", offsetof(struct settings, pack), 1, 10000 },
};

static const struct text {
    const char *name;
    size_t at, size;
} texts[] = {
    { "kiosk", offsetof(struct settings, kiosk), sizeof((struct settings *)0)->kiosk },
    { "language", offsetof(struct settings, language), sizeof((struct settings *)0)->language },
    { "printer", offsetof(struct settings, printer), sizeof((struct settings *)0)->printer },
};

static bool load_numbers(struct store *s, struct settings *out, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        const struct number *n = &numbers[i];
        int *field = (int *)(void *)((char *)out + n->at);
        long value;
        if (!store_setting_number(s, n->name, *field, &value, err))
            return false;
        if (value >= n->least && value <= n->most)
            *field = (int)value;
    }
    out->rotation -= out->rotation % 90;
    return true;
}

static bool load_texts(struct store *s, struct arena *a, struct settings *out, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const char *value;
        if (!store_setting(s, texts[i].name, a, &value, err))
            return false;
        if (value != NULL && strlen(value) < texts[i].size)
            memcpy((char *)out + texts[i].at, value, strlen(value) + 1);
    }
    return true;
}

bool settings_load(struct store *s, struct settings *out, struct err *err)
{
    long off;
    struct arena *a = arena_new();
    *out = settings_default();
    bool ok = load_numbers(s, out, err) && load_texts(s, a, out, err) &&
              store_setting_number(s, "printer_off", 0, &off, err);
    if (ok)
        out->printer_off = off != 0;
    arena_free(a);
    return ok;
}

bool settings_keep(struct store *s, const struct settings *settings, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        const int *field = (const int *)(const void *)((const char *)settings + numbers[i].at);
        if (!store_set_setting_number(s, numbers[i].name, *field, err))
            return false;
    }
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (!store_set_setting(s, texts[i].name, (const char *)settings + texts[i].at, err))
            return false;
    return store_set_setting_number(s, "printer_off", settings->printer_off, err);
}

/* --- sheets of paper --- */

static bool count_at(struct store *s, const char *name, long absent, long *value, struct err *err)
{
    if (!store_setting_number(s, name, absent, value, err))
        return false;
    if (*value < 0 || *value > INT32_MAX)
        *value = 0;
    return true;
}

/* The day that printed.day counts for; a clock that is not to be trusted starts no new one. */
static bool same_day(struct store *s, bool *same, struct err *err)
{
    char today[11];
    const char *day;
    struct arena *a = arena_new();
    bool ok = store_setting(s, day_name, a, &day, err);
    clock_today(today);
    *same = ok && (today[0] == '\0' || (day != NULL && strcmp(day, today) == 0));
    arena_free(a);
    return ok;
}

bool settings_printed(struct store *s, struct printed *printed, struct err *err)
{
    long meeting, day, sheets, pack = settings_default().pack;
    bool same;
    if (!count_at(s, "pack", pack, &pack, err) || !count_at(s, "printed", 0, &meeting, err) ||
        !count_at(s, "printed.day", 0, &day, err) || !count_at(s, "sheets", pack, &sheets, err) ||
        !same_day(s, &same, err))
        return false;
    *printed = (struct printed){
        .meeting = (uint32_t)meeting, .day = same ? (uint32_t)day : 0, .sheets = (int)sheets
    };
    return true;
}

bool settings_keep_printed(struct store *s, const struct printed *printed, struct err *err)
{
    char today[11];
    clock_today(today);
    return store_set_setting_number(s, "printed", (long)printed->meeting, err) &&
           store_set_setting_number(s, "printed.day", (long)printed->day, err) &&
           store_set_setting_number(s, "sheets", printed->sheets, err) &&
           (today[0] == '\0' || store_set_setting(s, day_name, today, err));
}

bool settings_new_meeting(struct store *s, struct err *err)
{
    return store_set_setting_number(s, "printed", 0, err);
}

/* --- the clock --- */

bool settings_confirmed_day(struct store *s, struct arena *a, const char **day, struct err *err)
{
    return store_setting(s, "clock.confirmed", a, day, err);
}

bool settings_confirm_day(struct store *s, const char *day, struct err *err)
{
    return store_set_setting(s, "clock.confirmed", day, err);
}

/* --- the stick --- */

bool settings_stick_token(struct store *s, struct arena *a, const char **token, struct err *err)
{
    unsigned char secret[16];
    char *text;

    if (!store_setting(s, token_name, a, token, err))
        return false;
    if (*token != NULL)
        return true;
    if (getrandom(secret, sizeof secret, 0) != (ssize_t)sizeof secret)
        return err_set(err, ERR_INTERNAL, "getrandom: %s", strerror(errno));
    text = arena_alloc(a, 2 * sizeof secret + 1);
    for (size_t i = 0; i < sizeof secret; i++) {
        text[2 * i] = "0123456789abcdef"[secret[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[secret[i] & 15];
    }
    *token = text;
    return store_set_setting(s, token_name, text, err);
}
