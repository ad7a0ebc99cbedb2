/*
 * Asking the helper that runs as root for what the kiosk has no rights to. Any worker thread; one
 * request of a kind at a time.
 *
 * The files. Both sides meet in one folder on a tmpfs, /run/goedwerk/request: owner root, group of
 * the kiosk's user, mode 0770, made at boot. Without the folder there is no helper.
 *
 * Request. The kiosk writes a file named by what it wants:
 *
 *     poweroff    <id>\n                       stop the machine
 *     reboot      <id>\n                       and start it again
 *     time        <id> 2026-11-21 18:05\n      set the clock; local time, years 2026 to 2099
 *     brightness  <id> 60\n                    of the display's backlight, 10 to 100 percent
 *
 * <id> is 16 digits of 0-9a-f, new for each request. The kiosk writes "<name>.part" (mode 0600) and
 * renames it, so that a file with such a name is whole. At most 63 bytes, ASCII; one blank between
 * the two parts. The helper takes the request (opens it with O_NOFOLLOW and O_NONBLOCK; it has to
 * be a regular file with one link, owned by the kiosk's user, of that form exactly), removes it,
 * and then acts. What is not of that form is removed, and not answered. It leaves files of other
 * names alone, trusts no value without checking it, and removes such a request when it starts: one
 * from before is too old.
 *
 * Answer. The helper writes "<name>.answer": "<id> ok\n", "<id> absent\n" (this machine has no such
 * thing, for example no backlight) or "<id> failed <why>\n", at most 199 bytes. It removes
 * "<name>.answer.part", creates it anew (O_EXCL, mode 0644) and renames it, so that nothing the
 * kiosk's user puts there is ever followed. For poweroff and reboot, ok means that they began. An
 * answer stays until the next replaces it; its id tells whose it is.
 *
 * A request that nobody answers in time is taken back: the kiosk removes the file.
 */
#ifndef PLATFORM_REQUESTS_H
#define PLATFORM_REQUESTS_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/err.h"
#include "core/request.h"

#define REQUESTS_DIR "/run/goedwerk/request"

enum { REQUESTS_TIMEOUT_MS = 10 * 1000 };

/*
 * Asks, and waits for the answer. value: as above, NULL or "" where there is none. False: ERR_USAGE
 * (this machine has no helper, or not what is asked for: "not possible here"), ERR_TIMEOUT,
 * ERR_FILE (the helper failed, or the folder cannot be used), ERR_INTERNAL (no such value).
 */
bool requests_ask(const char *dir, enum request kind, const char *value, int timeout_ms,
    struct err *err) MUST_CHECK;

/*
 * The same for what else this helper does (see helper/stick_state.h), with a value of its form.
 * What the helper says behind the id: "ok", "absent" or "failed …"; lives in a. NULL: it says
 * nothing, ERR_USAGE (there is no helper), ERR_TIMEOUT or ERR_FILE.
 */
const char *requests_talk(const char *dir, const char *name, const char *value, int timeout_ms,
    struct arena *a, struct err *err) MUST_CHECK;

#endif
