// The whole of what every page loads. Pages work without it; each module adds one comfort and binds itself by data attributes.
import '@digdir/designsystemet-web/invokers';
import '@digdir/designsystemet-web/dialog';
import '@digdir/designsystemet-web/clickdelegatefor';
import 'htmx.org';
import './styles/app.css';
import './modules/requests.js';
import './modules/focus.js';
import './modules/confirm.js';
import './modules/keyboard.js';
import './modules/commands.js';
import './modules/live.js';
import './modules/selection.js';
import './modules/draft.js';
import './modules/rerender.js';
import './modules/islands.js';
import './modules/menu.js';
import './modules/print.js';
