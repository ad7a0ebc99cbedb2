/* Text to QR code (libqrencode, lowest correction level: the code is on a clean screen). */
#ifndef DOCUMENTS_QR_CODE_H
#define DOCUMENTS_QR_CODE_H

#include "base/err.h"
#include "core/qr.h"

/* False: ERR_INTERNAL, the text does not fit QR_SIDE_MAX. */
bool qr_encode(const char *text, struct qr *out, struct err *err) MUST_CHECK;

#endif
