/*
 * libFuzzer target: any bytes as goedwerk.ini. Nothing may crash or hang, and what comes out is
 * within what the kiosk can work with.
 */
#include "platform/settings_file.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_fault(const struct settings_fault *f)
{
    assert(f->line >= 1);
    assert(strlen(f->key) < sizeof f->key);
    assert((f->expects == NULL) == (f->wrong == SETTINGS_WRONG_KEY));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct settings s = settings_default();
    struct settings_file f;
    settings_file_parse((const char *)data, size, &s, &f);
    assert(memchr(s.kiosk, '\0', sizeof s.kiosk) != NULL);
    assert(memchr(s.printer, '\0', sizeof s.printer) != NULL);
    assert(memchr(s.display, '\0', sizeof s.display) != NULL);
    assert(memchr(s.language, '\0', sizeof s.language) != NULL);
    assert(s.brightness >= BRIGHTNESS_LOWEST && s.brightness <= 100);
    assert(s.rotation >= 0 && s.rotation < 360 && s.rotation % 90 == 0);
    assert(s.paper >= PAPER_AUTOMATIC && s.paper < PAPER_KIND_COUNT);
    assert(s.print_limit >= 0 && s.pack >= 1);
    assert(s.px_per_mm <= 30 && s.px_per_mm >= 0);
    assert(f.pin[0] == '\0' || strspn(f.pin, "0123456789") == sizeof f.pin - 1);
    for (int i = 0; i < f.fault_count && i < SETTINGS_FILE_FAULTS_MAX; i++)
        check_fault(&f.faults[i]);
    return 0;
}
