#include "app/settings.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

static const char printed_name[] = "printed";
static const char token_name[] = "stick.token";

bool settings_printed(struct store *s, uint32_t *printed, struct err *err)
{
    long value;
    if (!store_setting_number(s, printed_name, 0, &value, err))
        return false;
    *printed = value < 0 ? 0 : (uint32_t)value;
    return true;
}

bool settings_keep_printed(struct store *s, uint32_t printed, struct err *err)
{
    return store_set_setting_number(s, printed_name, (long)printed, err);
}

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
