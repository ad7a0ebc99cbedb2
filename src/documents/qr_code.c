#include "documents/qr_code.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

bool qr_encode(const char *text, struct qr *out, struct err *err)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
    if (code == NULL)
        return err_set(
            err, ERR_INTERNAL, "QR code of %zu bytes: %s", strlen(text), strerror(errno));
    bool ok = code->width <= QR_SIDE_MAX;
    if (ok) {
        *out = (struct qr){ .side = code->width };
        for (int i = 0; i < code->width * code->width; i++)
            out->dark[i] = code->data[i] & 1;
    } else {
        err_set(err, ERR_INTERNAL, "QR code of %zu bytes: too large", strlen(text));
    }
    QRcode_free(code);
    return ok;
}
