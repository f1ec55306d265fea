//! The table of pages.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    Visitor,
    pages::{
        account::{AccountPage, DeletePage, DeletedPage, MailPage, TrailPage},
        admin::{
            self, AdminPage, AuditPage, ExtensionPage, ExtensionsPage, KeysPage, PeoplePage,
            PersonPage, RequestsPage, RolesPage,
        },
        attempt::AttemptPage,
        certification::CertificationPage,
        certifications::CertificationsPage,
        credential::CredentialPage,
        dashboard::DashboardPage,
        go::{GoPage, MutePage},
        home::HomePage,
        mailbox::{MailboxMailPage, MailboxPage},
        not_found::NotFoundPage,
        profiles::{MergePage, ProfilesPage},
        register::{ForgotPage, RegisterPage},
        result::ResultPage,
        sign_in::SignInPage,
    },
};

/// The program that people see. Every page waits for its answer before the first byte is sent, so
/// that status, redirect and head are right.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Visitor::provide();
    // The document alone is alive in the browser: nothing but its islands is sent along.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/register") view=RegisterPage ssr=SsrMode::Async/>
                <Route path=path!("/forgot") view=ForgotPage ssr=SsrMode::Async/>
                <Route path=path!("/go/:token") view=GoPage ssr=SsrMode::Async/>
                <Route path=path!("/go/:token/unsubscribe") view=MutePage ssr=SsrMode::Async/>
                <Route path=path!("/dashboard") view=DashboardPage ssr=SsrMode::Async/>
                <Route path=path!("/certifications") view=CertificationsPage ssr=SsrMode::Async/>
                <Route path=path!("/certifications/:slug") view=CertificationPage ssr=SsrMode::Async/>
                <Route path=path!("/credentials/:id") view=CredentialPage ssr=SsrMode::Async/>
                <Route path=path!("/attempts/:id/result") view=ResultPage ssr=SsrMode::Async/>
                <Route path=path!("/attempts/:id/:part?") view=AttemptPage ssr=SsrMode::Async/>
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/account/profiles") view=ProfilesPage ssr=SsrMode::Async/>
                <Route path=path!("/account/profiles/merge/:id") view=MergePage ssr=SsrMode::Async/>
                <Route path=path!("/account/delete") view=DeletePage ssr=SsrMode::Async/>
                <Route path=path!("/account/deleted") view=DeletedPage ssr=SsrMode::Async/>
                <Route path=path!("/account/mail") view=MailPage ssr=SsrMode::Async/>
                <Route path=path!("/account/history") view=TrailPage ssr=SsrMode::Async/>
                <Route path=path!("/demo/mailbox") view=MailboxPage ssr=SsrMode::Async/>
                <Route path=path!("/demo/mailbox/:id") view=MailboxMailPage ssr=SsrMode::Async/>
                <Route path=path!("/admin") view=AdminPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/people") view=PeoplePage ssr=SsrMode::Async/>
                <Route path=path!("/admin/people/:id") view=PersonPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/requests") view=RequestsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/extensions") view=ExtensionsPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/extensions/:id") view=ExtensionPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/audit") view=AuditPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/mail") view=admin::MailPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/keys") view=KeysPage ssr=SsrMode::Async/>
                <Route path=path!("/admin/roles") view=RolesPage ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}
