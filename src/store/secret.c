#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>

/* No copy of the digits is made here; wiping them is their owner's. */

/* Small beside the gigabyte of a Pi 3. Whoever holds the SD card can try out six digits in spite of
 * it: what protects them on the glass is the delay in core/pin.c. */
enum { PIN_OPS = 3, PIN_MEMORY_BYTES = 32 * 1024 * 1024 };

static const char hash_setting[] = "pin.hash";
static const char failures_setting[] = "pin.failures";

bool store_has_pin(struct store *s, bool *has, struct err *err)
{
    struct arena *a = arena_new();
    const char *hash;
    bool ok = store_setting(s, hash_setting, a, &hash, err);
    if (ok)
        *has = hash != NULL;
    arena_free(a);
    return ok;
}

bool store_pin_failures(struct store *s, int *failures, struct err *err)
{
    long number;
    if (!store_setting_number(s, failures_setting, 0, &number, err))
        return false;
    *failures = (int)number;
    return true;
}

bool store_set_pin(struct store *s, const char *digits, int count, struct err *err)
{
    char hash[crypto_pwhash_STRBYTES];
    assert(count > 0);
    if (crypto_pwhash_str_alg(hash, digits, (unsigned long long)count, PIN_OPS, PIN_MEMORY_BYTES,
            crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(err, ERR_INTERNAL, "no memory to hash the PIN");
    bool ok = false;
    if (store_begin(s, err)) {
        ok = store_set_setting(s, hash_setting, hash, err) &&
             store_set_setting_number(s, failures_setting, 0, err);
        ok = store_end(s, ok, err);
    }
    sodium_memzero(hash, sizeof hash);
    return ok;
}

bool store_forget_pin(struct store *s, struct err *err)
{
    return store_run(s, "DELETE FROM setting WHERE name IN (?1, ?2)",
        DB_VALUES(DB_TEXT(hash_setting), DB_TEXT(failures_setting)), err);
}

/* Compares, if it can: libsodium says -1 for a wrong PIN and for too little memory alike. */
static bool verify(const char *hash, const char *digits, int count, bool *right, struct err *err)
{
    errno = 0;
    *right = crypto_pwhash_str_verify(hash, digits, (unsigned long long)count) == 0;
    return *right || errno == EINVAL || err_set(err, ERR_INTERNAL, "no memory to check the PIN");
}

bool store_check_pin(
    struct store *s, const char *digits, int count, bool *right, int *failures, struct err *err)
{
    struct arena *a = arena_new();
    const char *stored;
    int before;
    bool ok = false;
    assert(count > 0);
    if (!store_setting(s, hash_setting, a, &stored, err) || !store_pin_failures(s, &before, err))
        goto out;
    if (stored == NULL) {
        err_set(err, ERR_USAGE, "no PIN has been set");
        goto out;
    }
    /* A try counts as wrong until it is right: pulling the plug in between gains nothing. */
    if (!store_set_setting_number(s, failures_setting, before + 1L, err) ||
        !verify(stored, digits, count, right, err))
        goto out;
    if (*right && !store_set_setting_number(s, failures_setting, 0, err))
        goto out;
    *failures = *right ? 0 : before + 1;
    ok = true;
out:
    arena_free(a);
    return ok;
}
