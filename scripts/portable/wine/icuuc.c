/* Stand-in for Windows' own icuuc.dll, which Qt imports and Wine lacks: it knows no converter.
   For Wine only; a portable folder never holds it. */
#define EXPORTED __declspec(dllexport)
EXPORTED void *ucnv_open(const char *name, int *error) { (void)name; *error = 4; return 0; }
#define NOTHING(function) EXPORTED void *function(void) { return 0; }
NOTHING(ucnv_close) NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE) NOTHING(ucnv_reset) NOTHING(ucnv_getMaxCharSize)
NOTHING(ucnv_getName) NOTHING(ucnv_getToUCallBack) NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_setToUCallBack) NOTHING(ucnv_setFromUCallBack) NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_toUnicode) NOTHING(ucnv_cbFromUWriteUChars) NOTHING(ucnv_toUCountPending)
NOTHING(ucnv_getStandardName) NOTHING(ucnv_getAvailableName) NOTHING(ucnv_countAvailable)
NOTHING(ucnv_fromUCountPending) NOTHING(ucnv_fromUnicode)
