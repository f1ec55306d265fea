# What went wrong, and the way on.

error-try-again = Try again

error-not-found-title = Page not found
error-not-found = There is nothing at this address, or it belongs to somebody else.
error-not-signed-in-title = Sign in to go on
error-not-signed-in = You are not signed in, or your session has ended. Afterwards you come back to this page.
error-conflict-title = Not possible now
error-conflict = Things have changed since you opened the page. The dashboard shows how they stand.
error-request-title = This did not work
error-request = The request could not be read. Go back to the page it came from and try again.
error-internal-title = Something is wrong on our side
error-internal = It is not your doing, and what you have saved is safe. Please try again in a moment.
error-unreachable-title = No answer
error-unreachable = The server can’t be reached at the moment. Check the connection and try again.
